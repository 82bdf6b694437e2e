package io.windlass.controllers.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.sidecarset.Sets;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.runtime.testing.SteppedTicker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which SidecarSets a new pod gets, and what its user is told. */
class PodAdmissionTest {
  private final SidecarSetStores stores = SidecarSetStores.empty();
  private Optional<Map<String, String>> lookedUp = Optional.empty();

  /** Names of the SidecarSets whose containers a pod gets. */
  private static String got(AdmissionAnswer answer) {
    AdmissionAnswer.Allowed allowed = (AdmissionAnswer.Allowed) answer;
    return allowed.patch().stream()
        .map(operation -> operation.object("value"))
        .map(
            value ->
                value
                    .text(SidecarSetKeys.INJECTED)
                    .or(() -> value.text("annotations", SidecarSetKeys.INJECTED)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("");
  }

  private AdmissionAnswer ask(Operation operation, String namespace, String pod) {
    PodAdmission admission =
        new PodAdmission(
            stores,
            new PodAdmission.Surroundings(
                Set.of("kube-system", "own"), _ -> lookedUp, new SteppedTicker(), false));
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
    sidecarSet(
        "shops",
        "{'containers':[{'name':'till','image':'t:1'}],'namespaceSelector':{'matchLabels':{'kind':'shop'}}}");

    AdmissionAnswer answer = ask(Operation.valueOf(operation), namespace, pod);

    assertThat(got(answer)).as(what).isEqualTo(gets);
  }

  @Test
  void aPausedInjectionIsSaid() {
    namespace("shop", "{}");
    sidecarSet("logs", "{'injectionStrategy':{'paused':true}}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(
            AdmissionAnswer.ALLOWED.warning(
                List.of("SidecarSet logs is not injected: its injectionStrategy is paused")));
  }

  @Test
  void nothingIsInjectedOfWhatCannotBeObeyed() {
    namespace("shop", "{}");
    sidecarSet("logs", "{'volumes':[{'emptyDir':{}}]}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(
            AdmissionAnswer.ALLOWED.warning(
                List.of(
                    "SidecarSet logs is not injected: it cannot be obeyed:"
                        + " spec.volumes[0].name: required")));
  }

  @Test
  void aNamespaceThatIsNewIsLookedUp() {
    sidecarSet(
        "shops",
        "{'containers':[{'name':'till','image':'t:1'}],'namespaceSelector':{'matchLabels':{'kind':'shop'}}}");
    lookedUp = Optional.of(Map.of("kind", "shop"));

    assertThat(got(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}")))
        .isEqualTo("shops");
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
                    "SidecarSet all-but-banks is not injected: the labels of namespace shop are not"
                        + " known")));
  }

  @Test
  void whatCannotBeInjectedIsRefusedInWords() {
    namespace("shop", "{}");
    sidecarSet("logs", "{'injectionStrategy':{'revision':{'revisionName':'logs-1'}}}");

    assertThat(ask(Operation.CREATE, "shop", "{'metadata':{'labels':{'app':'a'}}}"))
        .isEqualTo(
            AdmissionAnswer.forbidden(
                "SidecarSet logs pins revisionName logs-1, and there is no such revision"));
  }
}
