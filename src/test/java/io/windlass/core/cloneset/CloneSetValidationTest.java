package io.windlass.core.cloneset;

import static io.windlass.core.cloneset.AdmissionCases.ALPHA;
import static io.windlass.core.cloneset.AdmissionCases.BETA;
import static io.windlass.core.cloneset.AdmissionCases.change;
import static io.windlass.core.cloneset.AdmissionCases.creation;
import static io.windlass.core.cloneset.AdmissionCases.deletion;
import static io.windlass.core.cloneset.AdmissionCases.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionAnswer.Refused;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.cloneset.AdmissionCases.FewPods;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Violation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the webhook refuses: field, value and rule, in the words of the user's version. */
class CloneSetValidationTest {
  private static final CloneSetAdmission WEBHOOK =
      new CloneSetAdmission(Features.DEFAULT, new FewPods(List.of()));

  private static String fields(AdmissionAnswer answer) {
    return switch (answer) {
      case AdmissionAnswer.Allowed _ -> "";
      case Refused refused -> {
        assertThat(refused.code()).isEqualTo(422);
        yield refused.causes().stream().map(Violation::field).collect(Collectors.joining(","));
      }
    };
  }

  private static Json.Obj with(String version, String spec) {
    return shop(version, "{'spec':" + spec + "}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          a new CloneSet                               | spec                                                                             | is refused for
          that is sound                                | {}                                                                               | -
          of fewer than no pods                        | {'replicas':-1}                                                                  | spec.replicas
          without a selector                           | {'selector':null}                                                                | spec.selector
          whose selector is empty                      | {'selector':{'matchLabels':null}}                                                | spec.selector
          whose selector misses its pods               | {'template':{'metadata':{'labels':{'app':'b'}}}}                                 | spec.template.metadata.labels
          whose pods end by themselves                 | {'template':{'spec':{'restartPolicy':'Never'}}}                                  | spec.template.spec.restartPolicy
          whose pods have an end                       | {'template':{'spec':{'activeDeadlineSeconds':5}}}                                | spec.template.spec.activeDeadlineSeconds
          that would never be updated                  | {'updateStrategy':{'maxUnavailable':0,'maxSurge':0}}                             | spec.updateStrategy.maxUnavailable
          of no pods may say so                        | {'replicas':0,'updateStrategy':{'maxUnavailable':0,'maxSurge':0}}                | -
          that surges instead                          | {'updateStrategy':{'maxUnavailable':0,'maxSurge':1}}                             | -
          that surges in place                         | {'updateStrategy':{'type':'InPlaceOnly','maxSurge':1}}                           | spec.updateStrategy.maxSurge
          whose number is a text (#2111)               | {'updateStrategy':{'maxUnavailable':'5'}}                                        | spec.updateStrategy.maxUnavailable
          whose surge is less than nothing             | {'updateStrategy':{'maxSurge':-1}}                                               | spec.updateStrategy.maxSurge
          with both kinds of priority                  | {'updateStrategy':{'priorityStrategy':{'orderPriority':[{'orderedKey':'a'}],'weightPriority':[{'weight':1,'matchSelector':{'matchLabels':{'a':'b'}}}]}}} | spec.updateStrategy.priorityStrategy
          whose weight is too much                     | {'updateStrategy':{'priorityStrategy':{'weightPriority':[{'weight':101,'matchSelector':{'matchLabels':{'a':'b'}}}]}}} | spec.updateStrategy.priorityStrategy.weightPriority[0].weight
          whose key is empty                           | {'updateStrategy':{'priorityStrategy':{'orderPriority':[{'orderedKey':''}]}}}    | spec.updateStrategy.priorityStrategy.orderPriority[0].orderedKey
          that scatters by nothing                     | {'updateStrategy':{'scatterStrategy':[{'key':'','value':'a'}]}}                  | spec.updateStrategy.scatterStrategy[0].key
          that scatters twice by the same              | {'updateStrategy':{'scatterStrategy':[{'key':'a','value':'b'},{'key':'a','value':'b'}]}} | spec.updateStrategy.scatterStrategy[1]
          whose deadline is before its readiness       | {'minReadySeconds':10,'progressDeadlineSeconds':10}                              | spec.progressDeadlineSeconds
          whose deadline is never (e2e 5)              | {'minReadySeconds':2147483647,'progressDeadlineSeconds':2147483647}              | -
          whose hosts' ports are its own (e2e 1)       | {'template':{'spec':{'hostNetwork':true,'containers':[{'name':'main','image':'a','ports':[{'containerPort':80}]}]}}} | -
          """)
  void creations(String what, String spec, String refusedFor) {
    assertThat(fields(WEBHOOK.validate(creation(with(ALPHA, spec)))))
        .as(what)
        .isEqualTo(refusedFor == null ? "" : refusedFor);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          said in v1beta1 | spec                                                              | is refused for
          a budget        | {'updateStrategy':{'rollingUpdate':{'maxUnavailable':'5'}}}       | spec.updateStrategy.rollingUpdate.maxUnavailable
          a surge alone   | {'updateStrategy':{'rollingUpdate':{'maxUnavailable':0,'maxSurge':1}}} | -
          a type          | {'updateStrategy':{'type':'Sometimes'}}                           | spec.updateStrategy.type
          a deadline      | {'minReadySeconds':10,'progressDeadlineSeconds':5}                | spec.progressDeadlineSeconds
          in place only, with a surge | {'updateStrategy':{'rollingUpdate':{'podUpdatePolicy':'InPlaceOnly','maxSurge':1}}} | spec.updateStrategy.rollingUpdate.maxSurge
          pulls on a share of nodes | {'updateStrategy':{'rollingUpdate':{'inPlaceUpdateStrategy':{'imagePreDownloadParallelism':'50%'}}}} | spec.updateStrategy.rollingUpdate.inPlaceUpdateStrategy.imagePreDownloadParallelism
          pulls on no node  | {'updateStrategy':{'rollingUpdate':{'inPlaceUpdateStrategy':{'imagePreDownloadParallelism':-1}}}} | spec.updateStrategy.rollingUpdate.inPlaceUpdateStrategy.imagePreDownloadParallelism
          pulls on so many nodes, as a text | {'updateStrategy':{'rollingUpdate':{'inPlaceUpdateStrategy':{'imagePreDownloadParallelism':'5'}}}} | -
          pulls in less than no time | {'updateStrategy':{'rollingUpdate':{'inPlaceUpdateStrategy':{'imagePreDownloadTimeoutSeconds':-1}}}} | spec.updateStrategy.rollingUpdate.inPlaceUpdateStrategy.imagePreDownloadTimeoutSeconds
          pulls after fewer than no pods | {'updateStrategy':{'rollingUpdate':{'inPlaceUpdateStrategy':{'imagePreDownloadMinUpdatedReadyPods':-1}}}} | spec.updateStrategy.rollingUpdate.inPlaceUpdateStrategy.imagePreDownloadMinUpdatedReadyPods
          """)
  void inTheWordsOfTheUser(String what, String spec, String refusedFor) {
    assertThat(fields(WEBHOOK.validate(creation(with(BETA, spec)))))
        .as(what)
        .isEqualTo(refusedFor == null ? "" : refusedFor);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          a change of                           | spec                                                                                                                  | is refused for
          nothing                               | {}                                                                                                                    | -
          the number of pods                    | {'replicas':9}                                                                                                        | -
          the selector                          | {'selector':{'matchLabels':{'tier':'x'}},'template':{'metadata':{'labels':{'tier':'x'}}}}                             | spec.selector
          an image, in place only               | {'updateStrategy':{'type':'InPlaceOnly'},'template':{'spec':{'containers':[{'name':'main','image':'shop:2'}]}}}       | -
          a variable, in place only             | {'updateStrategy':{'type':'InPlaceOnly'},'template':{'spec':{'containers':[{'name':'main','image':'shop:1','env':[{'name':'A'}]}]}}} | spec.template
          a variable, in place if possible      | {'updateStrategy':{'type':'InPlaceIfPossible'},'template':{'spec':{'containers':[{'name':'main','image':'shop:1','env':[{'name':'A'}]}]}}} | -
          the claims, which make no revision    | {'volumeClaimTemplates':[]}                                                                                           | -
          the type, by which nothing changes    | {'updateStrategy':{'type':'InPlaceOnly'}}                                                                             | -
          """)
  void changes(String of, String spec, String refusedFor) {
    for (String version : List.of(ALPHA, BETA)) {
      Json.Obj now = CloneSetVersions.ALL.convert(with(ALPHA, spec), version).orElseThrow();
      Json.Obj before = CloneSetVersions.ALL.convert(shop(ALPHA, "{}"), version).orElseThrow();
      assertThat(fields(WEBHOOK.validate(change(before, now))))
          .as(of + " in " + version)
          .isEqualTo(refusedFor == null ? "" : refusedFor);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          pods to delete                        | before    | now       | is refused for
          a pod of the CloneSet                 | []        | ['a']     | -
          a pod of somebody else                | []        | ['b']     | spec.scaleStrategy.podsToDelete[0]
          a pod that goes already               | []        | ['c']     | spec.scaleStrategy.podsToDelete[0]
          a pod of nobody (#1678)               | []        | ['a','d'] | spec.scaleStrategy.podsToDelete[1]
          no pod at all                         | []        | ['x']     | spec.scaleStrategy.podsToDelete[0]
          a pod that went since it was named    | ['x']     | ['x','a'] | -
          the same pod twice                    | []        | ['a','a'] | spec.scaleStrategy.podsToDelete[1]
          a pod of which the server says nothing | []       | ['lost']  | -
          """)
  void podsToDelete(String what, String before, String now, String refusedFor) {
    Json.Obj old = with(BETA, "{'scaleStrategy':{'podsToDelete':%s}}".formatted(before));
    Json.Obj wanted = with(BETA, "{'scaleStrategy':{'podsToDelete':%s}}".formatted(now));
    assertThat(fields(WEBHOOK.validate(change(old, wanted))))
        .as(what)
        .isEqualTo(refusedFor == null ? "" : refusedFor);
  }

  @Test
  void whatTheServerHoldsAgainstAPodIsHeldAgainstItsTemplate() {
    CloneSetAdmission strict =
        new CloneSetAdmission(
            Features.DEFAULT,
            new FewPods(List.of(new Violation("spec.containers[0].image", "Invalid value"))));

    assertThat(fields(strict.validate(creation(shop(ALPHA, "{}")))))
        .isEqualTo("spec.template.spec.containers[0].image");
    assertThat(fields(strict.validate(change(shop(ALPHA, "{}"), with(ALPHA, "{'replicas':9}")))))
        .as("a template that did not change is not asked about again")
        .isEmpty();
  }

  @Test
  void allFaultsAreToldInOneMessage() {
    AdmissionAnswer answer =
        WEBHOOK.validate(
            creation(
                with(BETA, "{'replicas':-1,'minReadySeconds':9,'progressDeadlineSeconds':5}")));

    assertThat(answer)
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains("spec.replicas: -1 is not a whole number")
                    .contains(
                        "spec.progressDeadlineSeconds: 5 is not greater than minReadySeconds"));
  }

  @Test
  void whatWasLetInOnceMayBeAnnotated() {
    Json.Obj stored = with(ALPHA, "{'replicas':-1}");
    Json.Obj noted = shop(ALPHA, "{'metadata':{'annotations':{'a':'b'}},'spec':{'replicas':-1}}");

    assertThat(WEBHOOK.validate(change(stored, noted))).isEqualTo(AdmissionAnswer.ALLOWED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"shop, ''", "shop.eu-1, ''", "Shop, metadata.name", "shop_1, metadata.name"})
  void namesAreThoseOfTheDomainNameSystem(String name, String refusedFor) {
    Json.Obj named = shop(ALPHA, "{'metadata':{'name':'%s'}}".formatted(name));
    AdmissionRequest request = creation(named);
    ObjectKey key = new ObjectKey("n", name);
    AdmissionRequest asked =
        new AdmissionRequest("r", request.operation(), ALPHA, key, named, Json.Obj.EMPTY, false);
    assertThat(fields(WEBHOOK.validate(asked))).isEqualTo(refusedFor);
  }

  @Test
  void aDeletionThatShowsNoObjectIsAllowed() {
    CloneSetAdmission strict =
        new CloneSetAdmission(
            Features.DEFAULT.with(Feature.RESOURCES_DELETION_PROTECTION), new FewPods(List.of()));
    assertThat(strict.validate(deletion(Json.Obj.EMPTY))).isEqualTo(AdmissionAnswer.ALLOWED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a CloneSet that is protected | label     | replicas | gate  | may be deleted
          always                       | Always    | 0        | true  | false
          while it has pods            | Cascading | 1        | true  | false
          while it had pods            | Cascading | 0        | true  | true
          by a word nobody knows       | Sometimes | 1        | true  | true
          while the gate is off        | Always    | 1        | false | true
          """)
  void deletions(String what, String label, int replicas, boolean gate, boolean allowed) {
    Features features =
        gate ? Features.DEFAULT.with(Feature.RESOURCES_DELETION_PROTECTION) : Features.DEFAULT;
    Json.Obj object =
        shop(
            BETA,
            "{'metadata':{'labels':{'%s':'%s'}},'spec':{'replicas':%d}}"
                .formatted(DeletionProtection.LABEL, label, replicas));
    AdmissionAnswer answer =
        new CloneSetAdmission(features, new FewPods(List.of())).validate(deletion(object));

    assertThat(answer instanceof AdmissionAnswer.Allowed).as(what).isEqualTo(allowed);
    assertThat(answer instanceof Refused refused ? refused.code() : 403).isEqualTo(403);
  }
}
