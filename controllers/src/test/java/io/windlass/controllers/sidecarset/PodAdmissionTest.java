package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.sidecarset.Sets;
import io.windlass.runtime.testing.SteppedTicker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which SidecarSets the injection is asked for, and what becomes of its answer. */
class PodAdmissionTest {
  private final SidecarSetStores stores = SidecarSetStores.empty();
  private Optional<ObjectMeta> lookedUp = Optional.empty();

  /** Writes down whom it is asked for, in place of containers. */
  private static Injection.Result names(
      Json.Obj pod, List<Candidate> candidates, Injection.Moment moment) {
    String names =
        candidates.stream().map(c -> c.sidecarSet().name()).collect(Collectors.joining(","));
    return names.contains("broken")
        ? new Injection.Result.Impossible("broken cannot be injected")
        : new Injection.Result.Injected(pod.with("got", names), List.of());
  }

  private AdmissionAnswer ask(Operation operation, String namespace, String pod) {
    PodAdmission admission =
        new PodAdmission(
            stores,
            new PodAdmission.Surroundings(
                Set.of("kube-system", "own"), _ -> lookedUp, new SteppedTicker()),
            PodAdmissionTest::names);
    return admission.answer(
        new AdmissionRequest(
            "u",
            operation,
            "v1",
            new ObjectKey(namespace, "web"),
            Sets.json(pod),
            Json.Obj.EMPTY,
            false));
  }

  private void namespace(String name, String labels) {
    stores.namespaces().changed(Sets.meta(name, Sets.json("{'labels':" + labels + "}")));
  }

  private void sidecarSet(String name, String spec) {
    stores.sidecarSets().changed(Sets.set(name, spec));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a pod that                        | operation | namespace   | pod                                                                        | gets
          two SidecarSets select            | CREATE    | shop        | {'metadata':{'labels':{'app':'a'}}}                                        | everywhere,shops
          lives in another namespace        | CREATE    | bank        | {'metadata':{'labels':{'app':'a'}}}                                        | everywhere
          nobody selects                    | CREATE    | shop        | {'metadata':{'labels':{'app':'b'}}}                                        | ``
          has no labels                     | CREATE    | shop        | {}                                                                         | ``
          is there already                  | UPDATE    | shop        | {'metadata':{'labels':{'app':'a'}}}                                        | ``
          keeps the cluster up              | CREATE    | kube-system | {'metadata':{'labels':{'app':'a'}}}                                        | ``
          keeps the manager up              | CREATE    | own         | {'metadata':{'labels':{'app':'a'}}}                                        | ``
          has ended                         | CREATE    | shop        | {'metadata':{'labels':{'app':'a'}},'status':{'phase':'Succeeded'}}         | ``
          is on its way out                 | CREATE    | shop        | {'metadata':{'labels':{'app':'a'},'deletionTimestamp':'2026-01-01T00:00:00Z'}} | ``
          has labels that are no text       | CREATE    | shop        | {'metadata':{'labels':{'app':7}}}                                          | ``
          """)
  void whoseSidecarsItGets(
      String what, String operation, String namespace, String pod, String gets) {
    namespace("shop", "{'kind':'shop'}");
    namespace("bank", "{}");
    sidecarSet("everywhere", "{}");
    sidecarSet("shops", "{'namespaceSelector':{'matchLabels':{'kind':'shop'}}}");

    AdmissionAnswer answer = ask(Operation.valueOf(operation), namespace, pod);

    assertThat(answer)
        .as(what)
        .isEqualTo(
            gets.isEmpty()
                ? AdmissionAnswer.ALLOWED
                : AdmissionAnswer.changing(Json.Obj.EMPTY, Json.Obj.EMPTY.with("got", gets)));
  }

  @Test
  void aPausedInjectionIsSaid() {
    namespace("shop", "{}");
    sidecarSet("logs", "{'injectionStrategy':{'paused':true}}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(
            AdmissionAnswer.ALLOWED.warning(
                List.of("SidecarSet logs: its injection is paused, so this pod gets none of it")));
  }

  @Test
  void aNamespaceThatIsNewIsLookedUp() {
    sidecarSet("shops", "{'namespaceSelector':{'matchLabels':{'kind':'shop'}}}");
    lookedUp = Optional.of(Sets.meta("shop", Sets.json("{'labels':{'kind':'shop'}}")));

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(AdmissionAnswer.changing(Json.Obj.EMPTY, Sets.json("{'got':'shops'}")));
  }

  @Test
  void whatDependsOnANamespaceThatNobodyKnowsIsNotInjectedButSaid() {
    sidecarSet(
        "all-but-banks",
        "{'namespaceSelector':{'matchExpressions':[{'key':'kind','operator':'NotIn','values':['bank']}]}}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(
            AdmissionAnswer.ALLOWED.warning(
                List.of(
                    "SidecarSet all-but-banks: the labels of the namespace cannot be read, so this"
                        + " pod gets none of it")));
  }

  @Test
  void whatCannotBeInjectedIsRefusedInWords() {
    namespace("shop", "{}");
    sidecarSet("broken", "{}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(AdmissionAnswer.forbidden("broken cannot be injected"));
  }
}
