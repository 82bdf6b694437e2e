package io.windlass.core.cloneset;

import static io.windlass.core.cloneset.AdmissionCases.ALPHA;
import static io.windlass.core.cloneset.AdmissionCases.BETA;
import static io.windlass.core.cloneset.AdmissionCases.change;
import static io.windlass.core.cloneset.AdmissionCases.creation;
import static io.windlass.core.cloneset.AdmissionCases.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionAnswer.Allowed;
import io.windlass.core.admission.AdmissionAnswer.Refused;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.Surroundings;
import io.windlass.core.model.Feature;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which defaults the webhook fills in, as a JSON patch of what the user sent. */
class CloneSetMutationTest {
  private static final CloneSetAdmission WEBHOOK =
      new CloneSetAdmission(Features.DEFAULT, Surroundings.UNKNOWN);
  private static final String FILLED_TEMPLATE =
      "{'spec':{'template':{'spec':{'dnsPolicy':'ClusterFirst','restartPolicy':'Always',"
          + "'schedulerName':'default-scheduler','securityContext':{},'terminationGracePeriodSeconds':30,"
          + "'containers':[{'name':'main','image':'shop:1','imagePullPolicy':'IfNotPresent',"
          + "'terminationMessagePath':'/dev/termination-log','terminationMessagePolicy':'File'}]}}}}";

  private static Map<String, String> patched(AdmissionAnswer answer) {
    Map<String, String> values = new TreeMap<>();
    for (Json.Obj operation : ((Allowed) answer).patch()) {
      values.put(
          operation.text("path").orElseThrow(),
          JsonText.canonical(operation.at("value").orElse(Json.Null.VALUE)).replace('"', '\''));
    }
    return values;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what is missing           | version | edit                                                          | path                        | becomes
          the number of pods        | ALPHA   | {'spec':{'replicas':null}}                                    | /spec/replicas              | 1
          the length of the history | ALPHA   | {}                                                            | /spec/revisionHistoryLimit  | 10
          how pods are updated      | ALPHA   | {}                                                            | /spec/updateStrategy        | {'maxSurge':0,'maxUnavailable':'20%','partition':0,'type':'ReCreate'}
          how fast they are         | ALPHA   | {'spec':{'updateStrategy':{'type':'ReCreate','maxSurge':1}}}  | /spec/updateStrategy/maxUnavailable | '20%'
          a place for its details   | ALPHA   | {'spec':{'updateStrategy':{'type':'InPlaceOnly'}}}            | /spec/updateStrategy/inPlaceUpdateStrategy | {}
          the same in the hub       | BETA    | {}                                                            | /spec/updateStrategy        | {'rollingUpdate':{'maxSurge':0,'maxUnavailable':'20%','partition':0,'podUpdatePolicy':'ReCreate'},'type':'RollingUpdate'}
          the template's DNS policy | BETA    | {}                                                            | /spec/template/spec/dnsPolicy | 'ClusterFirst'
          a claim's volume mode     | ALPHA   | {'spec':{'volumeClaimTemplates':[{'metadata':{'name':'d'},'spec':{'a':1}}]}} | /spec/volumeClaimTemplates/0/spec/volumeMode | 'Filesystem'
          a claim's phase           | BETA    | {'spec':{'volumeClaimTemplates':[{'metadata':{'name':'d'}}]}} | /spec/volumeClaimTemplates/0/status | {'phase':'Pending'}
          a container's pull policy | ALPHA   | {}                                                            | /spec/template/spec/containers/0/imagePullPolicy | 'IfNotPresent'
          """)
  void filledInOnCreate(String missing, String version, String edit, String path, String becomes) {
    Json.Obj object = shop(version.equals("ALPHA") ? ALPHA : BETA, edit);

    assertThat(patched(WEBHOOK.mutate(creation(object)))).as(missing).containsEntry(path, becomes);
  }

  @Test
  void nothingIsMissingTwice() {
    Json.Obj first = shop(ALPHA, "{}");
    CloneSetFilling filling = new CloneSetFilling(Features.DEFAULT);
    Json.Obj filled = filling.fill(first, Optional.empty());

    assertThat(WEBHOOK.mutate(creation(filled))).isEqualTo(AdmissionAnswer.ALLOWED);
    assertThat(WEBHOOK.mutate(creation(CloneSetVersions.ALL.toHub(filled))))
        .isEqualTo(AdmissionAnswer.ALLOWED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          an update of              | edit                                                                             | fills the template
          the number of pods        | {'spec':{'replicas':5}}                                                          | false
          a container's image       | {'spec':{'template':{'spec':{'containers':[{'name':'main','image':'shop:2'}]}}}} | true
          the template's label      | {'spec':{'template':{'metadata':{'labels':{'tier':'x'}}}}}                       | true
          """)
  void aTemplateThatDidNotChangeIsLeftAlone(String of, String edit, boolean fills) {
    AdmissionRequest request = change(shop(ALPHA, "{}"), shop(ALPHA, edit));

    assertThat(patched(WEBHOOK.mutate(request)).keySet().stream().anyMatch(p -> p.contains("dns")))
        .as(of)
        .isEqualTo(fills);
  }

  @Test
  void theGateLeavesTemplatesAlone() {
    CloneSetAdmission off =
        new CloneSetAdmission(
            Features.DEFAULT.with(Feature.TEMPLATE_NO_DEFAULTS), Surroundings.UNKNOWN);

    assertThat(patched(off.mutate(creation(shop(ALPHA, "{}")))).keySet())
        .noneMatch(path -> path.contains("template"));
  }

  @ParameterizedTest(name = "gate on: {0}")
  @CsvSource({"false, false", "true, true"})
  void hostPortsAreFilledInWhereTheGateSaysSo(boolean gate, boolean filled) {
    Features features =
        gate ? Features.DEFAULT.with(Feature.HOST_PORTS_IN_TEMPLATES) : Features.DEFAULT;
    Json.Obj object =
        shop(
            ALPHA,
            "{'spec':{'template':{'spec':{'hostNetwork':true,'containers':[{'name':'main','image':'a','ports':[{'containerPort':80}]}]}}}}");

    assertThat(
            patched(new CloneSetAdmission(features, Surroundings.UNKNOWN).mutate(creation(object)))
                .toString()
                .contains("hostPort"))
        .isEqualTo(filled);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a hub object of type OnDelete | edit                                            | gets a rolling update
          is not updated                | {'spec':{'updateStrategy':{'type':'OnDelete'}}} | false
          is                            | {'spec':{'updateStrategy':{}}}                  | true
          """)
  void onDeleteHasNoRollingUpdate(String what, String edit, boolean rolling) {
    assertThat(patched(WEBHOOK.mutate(creation(shop(BETA, edit)))).toString().contains("rolling"))
        .as(what)
        .isEqualTo(rolling);
  }

  @Test
  void anObjectOnItsWayOutIsLeftAlone() {
    Json.Obj leaving =
        shop(ALPHA, "{'metadata':{'deletionTimestamp':'2026-01-01T00:00:00Z'},'spec':null}");

    assertThat(WEBHOOK.mutate(change(leaving, leaving))).isEqualTo(AdmissionAnswer.ALLOWED);
    assertThat(WEBHOOK.validate(change(leaving, leaving))).isEqualTo(AdmissionAnswer.ALLOWED);
  }

  @Test
  void anUnknownVersionIsRefusedAsUnreadable() {
    AdmissionRequest request = creation(shop("apps.kruise.io/v2", "{}"));

    assertThat(WEBHOOK.mutate(request))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(400));
    assertThat(WEBHOOK.validate(request))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo(400));
  }

  @Test
  void aFilledTemplateIsWhatTheTableOfDefaultsSays() {
    Json.Obj filled =
        new CloneSetFilling(Features.DEFAULT).fill(shop(ALPHA, "{}"), Optional.empty());

    assertThat(filled.at("spec", "template"))
        .isEqualTo(shop(ALPHA, FILLED_TEMPLATE).at("spec", "template"));
  }
}
