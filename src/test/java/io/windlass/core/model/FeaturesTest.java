package io.windlass.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeaturesTest {
  @ParameterizedTest(name = "{0}: {3} is {4}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          what is said                          | first                   | second                  | gate                        | on
          nothing, and it is off by default     | ''                      | ''                      | CloneSetShortHash           | false
          nothing, and it is on by default      | ''                      | ''                      | KruiseDaemon                | true
          it is switched on                     | CloneSetShortHash=true  | ''                      | CloneSetShortHash           | true
          the last word counts                  | CloneSetShortHash=true  | CloneSetShortHash=false | CloneSetShortHash           | false
          spaces do not matter                  | ' CloneSetShortHash = true ' | ''                 | CloneSetShortHash           | true
          a whole stage                         | AllAlpha=true           | ''                      | PreparingUpdateAsUpdate     | true
          a whole stage, and the gate is of another | AllAlpha=true       | ''                      | ResourcesDeletionProtection | false
          a stage, but the gate is named before | TemplateNoDefaults=false | AllAlpha=true          | TemplateNoDefaults          | false
          a stage, but the gate is named behind | AllAlpha=true           | TemplateNoDefaults=false | TemplateNoDefaults         | false
          a stage is switched off               | AllBeta=false           | ''                      | KruiseDaemon                | false
          """)
  void whatIsSwitched(String said, String first, String second, String gate, boolean on) {
    Features features = Features.parse(List.of(first, second));
    assertThat(features.isOn(Feature.named(gate).orElseThrow())).as(said).isEqualTo(on);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          the gate                                  | by default | stage  | here
          CloneSetShortHash                         | off        | ALPHA  | SWITCHED
          CloneSetPartitionRollback                 | off        | ALPHA  | SWITCHED
          PreparingUpdateAsUpdate                   | off        | ALPHA  | SWITCHED
          RecreatePodWhenChangeVCTInCloneSetGate    | off        | ALPHA  | SWITCHED
          InPlaceWorkloadVerticalScaling            | off        | ALPHA  | SWITCHED
          PreDownloadImageForInPlaceUpdate          | off        | ALPHA  | SWITCHED
          TemplateNoDefaults                        | off        | ALPHA  | SWITCHED
          DefaultHostNetworkHostPortsInPodTemplates | off        | ALPHA  | SWITCHED
          ResourcesDeletionProtection               | off        | BETA   | SWITCHED
          SidecarSetPatchPodMetadataDefaultsAllowed | off        | ALPHA  | SWITCHED
          EnableSortSidecarContainerByName          | off        | ALPHA  | SWITCHED
          InPlaceUpdateEnvFromMetadata              | on         | BETA   | SWITCHED
          cloneset-scaling-exclude-preparing-delete | off        | OPTION | SWITCHED
          KruisePodReadinessGate                    | off        | ALPHA  | ALWAYS_ON
          CloneSetEventHandlerOptimization          | off        | ALPHA  | ALWAYS_ON
          ForceDeleteTimeoutExpectationGate         | off        | ALPHA  | ALWAYS_ON
          KruiseDaemon                              | on         | BETA   | NONE
          ImagePullJobGate                          | off        | ALPHA  | NONE
          PodUnavailableBudgetUpdateGate            | off        | ALPHA  | NONE
          """)
  void gatesOfOpenKruiseThatTouchCloneSets(
      String gate, String byDefault, Feature.Stage stage, Feature.Effect here) {
    Feature feature = Feature.named(gate).orElseThrow();
    assertThat(feature.isOnByDefault()).isEqualTo(byDefault.equals("on"));
    assertThat(feature.stage()).isEqualTo(stage);
    assertThat(feature.effect()).isEqualTo(here);
  }

  @Test
  void defaultsAreThoseOfOpenKruise() {
    assertThat(
            Arrays.stream(Feature.values())
                .filter(Feature::isOnByDefault)
                .map(Feature::gate)
                .collect(Collectors.joining(" ")))
        .isEqualTo("InPlaceUpdateEnvFromMetadata KruiseDaemon");
    assertThat(Features.parse(List.of())).isEqualTo(Features.DEFAULT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what is said                         | first                              | second                 | said in vain
          nothing                              | ''                                 | ''                     | ''
          what is obeyed                       | CloneSetShortHash=true             | CloneSetShortHash=false | ''
          what nobody here does                | ImagePullJobGate=true              | KruiseDaemon=true      | KruiseDaemon ImagePullJobGate
          that nobody here does it             | ImagePullJobGate=false             | ''                     | ''
          that what is always done is not done | ForceDeleteTimeoutExpectationGate=false | ''                | ForceDeleteTimeoutExpectationGate
          that what is always done is done     | CloneSetEventHandlerOptimization=true | ''                  | ''
          the last word counts                 | ImagePullJobGate=true              | ImagePullJobGate=false | ''
          whole stages                         | AllAlpha=true                      | AllBeta=true           | ''
          """)
  void whatIsSaidInVain(String said, String first, String second, String inVain) {
    assertThat(Features.saidInVain(List.of(first, second)).stream().map(Feature::gate))
        .as(said)
        .containsExactlyElementsOf(
            Arrays.stream(inVain.split(" ")).filter(gate -> !gate.isEmpty()).toList());
  }
}
