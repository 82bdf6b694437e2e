package io.windlass.core.cloneset;

import static io.windlass.core.cloneset.AdmissionCases.ALPHA;
import static io.windlass.core.cloneset.AdmissionCases.BETA;
import static io.windlass.core.cloneset.AdmissionCases.change;
import static io.windlass.core.cloneset.AdmissionCases.creation;
import static io.windlass.core.cloneset.AdmissionCases.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.cloneset.AdmissionCases.FewPods;
import io.windlass.core.model.Features;
import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule is told in the words of the version that its user wrote. */
class CloneSetWordsTest {
  private static final CloneSetAdmission WEBHOOK =
      new CloneSetAdmission(Features.DEFAULT, new FewPods(List.of()));
  private static final String ONLY_ALPHA =
      "(?s).*(disablePVCReuse|cloneset-scaling-exclude|image-predownload|v1alpha1"
          + "|updateStrategy[. ](?!type|rollingUpdate)).*";
  private static final String ONLY_BETA =
      "(?s).*(rollingUpdate|RollingUpdate|enablePVCReuse|excludePreparingDelete|podUpdatePolicy"
          + "|v1beta1).*";

  private static List<Violation> faults(AdmissionRequest request) {
    return switch (WEBHOOK.validate(request)) {
      case AdmissionAnswer.Allowed _ -> List.of();
      case AdmissionAnswer.Refused refused -> refused.causes();
    };
  }

  private static Json.Obj spec(String version, String spec) {
    return shop(version, "{'spec':" + spec + "}");
  }

  private static Json.Obj hub(Json.Obj alpha) {
    return CloneSetVersions.ALL.toHub(alpha);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FaultyCloneSets.ROWS)
  void aRuleNamesNoFieldOfTheOtherVersion(String rule, String edit, String field) {
    Json.Obj alpha = spec(ALPHA, edit);
    List<Violation> inAlpha = faults(creation(alpha));
    List<Violation> inBeta = faults(creation(hub(alpha)));

    assertThat(inAlpha).extracting(Violation::field).as(rule).contains(field);
    assertThat(inBeta).hasSameSizeAs(inAlpha);
    assertThat(inAlpha).noneMatch(fault -> fault.toString().matches(ONLY_BETA));
    assertThat(inBeta).noneMatch(fault -> fault.toString().matches(ONLY_ALPHA));
    assertThat(inBeta)
        .extracting(Violation::field)
        .contains(
            field
                .replace("updateStrategy.type", "updateStrategy.podUpdatePolicy")
                .replace("spec.updateStrategy.", "spec.updateStrategy.rollingUpdate."));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what is wrong            | in      | spec                                                                               | is told
          a way of updating        | v1alpha1 | {'updateStrategy':{'type':'Sometimes'}}                                           | spec.updateStrategy.type: "Sometimes" is none of ReCreate, InPlaceIfPossible, InPlaceOnly, OnDelete
          whether pods are updated | v1beta1 | {'updateStrategy':{'type':'Sometimes'}}                                            | spec.updateStrategy.type: "Sometimes" is none of RollingUpdate, OnDelete
          how pods are updated     | v1beta1 | {'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'podUpdatePolicy':'Sometimes'}}} | spec.updateStrategy.rollingUpdate.podUpdatePolicy: "Sometimes" is none of ReCreate, InPlaceIfPossible, InPlaceOnly
          a surge in place         | v1beta1 | {'updateStrategy':{'rollingUpdate':{'podUpdatePolicy':'InPlaceOnly','maxSurge':1}}} | spec.updateStrategy.rollingUpdate.maxSurge: must be 0 with InPlaceOnly: a pod that is updated in place needs none beside it
          a field of the other     | v1alpha1 | {'scaleStrategy':{'enablePVCReuse':true}}                                         | spec.scaleStrategy.enablePVCReuse: a field of v1beta1; here it is disablePVCReuse, and reuse is the default
          """)
  void aFieldThatIsTwoInTheHubIsTheOneThatIsWrong(
      String what, String version, String spec, String told) {
    assertThat(faults(creation(spec("apps.kruise.io/" + version, spec))))
        .as(what)
        .extracting(Violation::toString)
        .containsExactly(told);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a change that is refused | spec                                                                                                                                  | is told
          of the selector          | {'selector':{'matchLabels':{'tier':'x'}},'template':{'metadata':{'labels':{'tier':'x'}}}}                                             | spec.selector: is immutable
          of an environment        | {'updateStrategy':{'type':'InPlaceOnly'},'template':{'spec':{'containers':[{'name':'main','image':'shop:1','env':[{'name':'A'}]}]}}} | spec.template: InPlaceOnly forbids this change
          of pods to delete        | {'scaleStrategy':{'podsToDelete':['x']}}                                                                                              | spec.scaleStrategy.podsToDelete[0]: there is no pod x
          """)
  void aChangeIsRefusedInWordsThatBothVersionsHave(String what, String spec, String told) {
    for (String version : List.of(ALPHA, BETA)) {
      Json.Obj before = CloneSetVersions.ALL.convert(shop(ALPHA, "{}"), version).orElseThrow();
      Json.Obj now = CloneSetVersions.ALL.convert(spec(ALPHA, spec), version).orElseThrow();
      assertThat(faults(change(before, now)))
          .as("%s in %s", what, version)
          .singleElement()
          .matches(fault -> fault.toString().startsWith(told))
          .matches(
              fault -> !fault.toString().matches(version.equals(BETA) ? ONLY_ALPHA : ONLY_BETA));
    }
  }
}
