package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Violation;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.3: what is wrong with a SidecarSet by itself; no fault means that it is let in. */
class SidecarSetValidatorTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          what                                     | edit                                                                                              | faults at
          nothing                                  | {}                                                                                                |
          no selector                              | {'selector':null}                                                                                 | spec.selector
          an empty selector                        | {'selector':{'matchLabels':null}}                                                                 | spec.selector
          an operator that is none                 | {'selector':{'matchExpressions':[{'key':'a','operator':'Like'}]}}                                 | spec.selector.matchExpressions[0].operator
          an empty namespaceSelector               | {'namespaceSelector':{}}                                                                          | spec.namespaceSelector
          a namespaceSelector                      | {'namespaceSelector':{'matchLabels':{'a':'b'}}}                                                   |
          neither containers nor init containers   | {'containers':null}                                                                               | spec.containers
          init containers only                     | {'containers':null,'initContainers':[{'name':'i','image':'i'}]}                                   |
          a native sidecar that is rolled          | {'initContainers':[{'name':'i','image':'i','restartPolicy':'Always'}]}                            | spec.updateStrategy.type
          a native sidecar that is not             | {'updateStrategy':{'type':'NotUpdate'},'initContainers':[{'name':'i','image':'i','restartPolicy':'Always'}]} |
          a type that is none                      | {'updateStrategy':{'type':'Rolling'}}                                                             | spec.updateStrategy.type
          partition and selector                   | {'updateStrategy':{'partition':'10%','selector':{'matchLabels':{'a':'b'}}}}                       | spec.updateStrategy
          any text for partition and selector      | {'updateStrategy':{'partition':'0%','selector':{'matchLabels':{'a':'b'}}}}                        | spec.updateStrategy
          no partition and selector                | {'updateStrategy':{'partition':0,'selector':{'matchLabels':{'a':'b'}}}}                           |
          an empty selector of the strategy        | {'updateStrategy':{'selector':{}}}                                                                | spec.updateStrategy.selector
          a partition below 0                      | {'updateStrategy':{'partition':-1}}                                                               | spec.updateStrategy.partition
          a number in quotes                       | {'updateStrategy':{'partition':'5','maxUnavailable':'5'}}                                         | spec.updateStrategy.partition spec.updateStrategy.maxUnavailable
          maxUnavailable 0 is let in               | {'updateStrategy':{'maxUnavailable':0}}                                                           |
          nobody looks at a strategy that is off   | {'updateStrategy':{'type':'NotUpdate','partition':-1}}                                            |
          both kinds of priorities                 | {'updateStrategy':{'priorityStrategy':{'orderPriority':[{'orderedKey':'a'}],'weightPriority':[{'weight':1,'matchSelector':{'matchLabels':{'a':'b'}}}]}}} | spec.updateStrategy.priorityStrategy
          the same scatter term twice              | {'updateStrategy':{'scatterStrategy':[{'key':'a','value':'b'},{'key':'a','value':'b'}]}}          | spec.updateStrategy.scatterStrategy[1]
          a revision that is not named             | {'injectionStrategy':{'revision':{}}}                                                             | spec.injectionStrategy.revision
          a policy that is none                    | {'injectionStrategy':{'revision':{'revisionName':'a','policy':'Some'}}}                           | spec.injectionStrategy.revision.policy
          no image                                 | {'containers':[{'name':'a'}]}                                                                     | spec.containers[0].image
          a name twice                             | {'initContainers':[{'name':'log','image':'i'}]}                                                   | spec.containers[0].name
          a mount of no volume                     | {'containers':[{'name':'a','image':'a','volumeMounts':[{'name':'v','mountPath':'/v'}]}]}           | spec.containers[0].volumeMounts[0].name
          podInjectPolicy that is none             | {'containers':[{'name':'a','image':'a','podInjectPolicy':'Beside'}]}                              | spec.containers[0].podInjectPolicy
          shareVolumePolicy with capitals          | {'containers':[{'name':'a','image':'a','shareVolumePolicy':{'type':'Enabled'}}]}                  | spec.containers[0].shareVolumePolicy.type
          shareVolumeDevicePolicy that is none     | {'containers':[{'name':'a','image':'a','shareVolumeDevicePolicy':{'type':'on'}}]}                 | spec.containers[0].shareVolumeDevicePolicy.type
          a hot upgrade without empty image        | {'containers':[{'name':'a','image':'a','upgradeStrategy':{'upgradeType':'HotUpgrade'}}]}          | spec.containers[0].upgradeStrategy.hotUpgradeEmptyImage
          a twin's name is taken                   | {'containers':[{'name':'a','image':'a','upgradeStrategy':{'upgradeType':'HotUpgrade','hotUpgradeEmptyImage':'e'}},{'name':'a-2','image':'b'}]} | spec.containers[0].upgradeStrategy
          a field of the pod that has no key       | {'containers':[{'name':'a','image':'a','transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.name'}}}]}]} | spec.containers[0].transferEnv[0].sourceContainerNameFrom.fieldRef.fieldPath
          a label of the pod                       | {'containers':[{'name':'a','image':'a','transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.labels[@a/b@]'}}}]}]} |
          an annotation with capitals              | {'containers':[{'name':'a','image':'a','transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'metadata.annotations[@A.B/c@]'}}}]}]} |
          another version of the pod               | {'containers':[{'name':'a','image':'a','transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'apiVersion':'v2','fieldPath':'metadata.labels[@a@]'}}}]}]} | spec.containers[0].transferEnv[0].sourceContainerNameFrom.fieldRef.apiVersion
          annotations without any                  | {'patchPodMetadata':[{'annotations':{}}]}                                                         | spec.patchPodMetadata[0].annotations
          an annotation twice                      | {'patchPodMetadata':[{'annotations':{'a':'b'}},{'annotations':{'a':'c'},'patchPolicy':'Overwrite'}]} | spec.patchPodMetadata[1].annotations[a]
          a policy of annotations that is none     | {'patchPodMetadata':[{'annotations':{'a':'b'},'patchPolicy':'Replace'}]}                          | spec.patchPodMetadata[0].patchPolicy
          a key that is none                       | {'patchPodMetadata':[{'annotations':{'a b':'c'}}]}                                                | spec.patchPodMetadata[0].annotations[a b]
          JSON that is none                        | {'patchPodMetadata':[{'annotations':{'a':'{'},'patchPolicy':'MergePatchJson'}]}                   | spec.patchPodMetadata[0].annotations[a]
          everything at once                       | {'selector':null,'containers':null,'revisionHistoryLimit':'x'}                                    | spec.selector spec.revisionHistoryLimit spec.containers
          """)
  void faults(String what, String edit, String fields) {
    assertThat(
            SidecarSetValidator.violations("log", Sets.spec(edit)).stream()
                .map(Violation::field)
                .collect(Collectors.joining(" ")))
        .isEqualTo(fields == null ? "" : fields);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          2.3: a resourcesPolicy          | container                                                                                                             | faults
          is sound                        | {'resourcesPolicy':{'targetContainersMode':'sum','resourcesExpr':{'limits':{'cpu':'cpu*50%'}}}}                       |
          beside resources                | {'resources':{'limits':{'cpu':'1'}},'resourcesPolicy':{'targetContainersMode':'sum','resourcesExpr':{'limits':{}}}}    | resourcesPolicy: resources and resourcesPolicy exclude each other
          of an unknown mode              | {'resourcesPolicy':{'targetContainersMode':'avg','resourcesExpr':{'limits':{}}}}                                      | resourcesPolicy.targetContainersMode: must be sum or max
          with an empty regex             | {'resourcesPolicy':{'targetContainersMode':'max','targetContainersNameRegex':'','resourcesExpr':{'limits':{}}}}        | resourcesPolicy.targetContainersNameRegex: is empty
          with a regex that is none       | {'resourcesPolicy':{'targetContainersMode':'max','targetContainersNameRegex':'(','resourcesExpr':{'limits':{}}}}       | resourcesPolicy.targetContainersNameRegex: "(" is no regular expression: Unclosed group
          without expressions             | {'resourcesPolicy':{'targetContainersMode':'max','resourcesExpr':{}}}                                                 | resourcesPolicy.resourcesExpr: names neither limits nor requests
          of the other resource           | {'resourcesPolicy':{'targetContainersMode':'max','resourcesExpr':{'limits':{'cpu':'memory'}}}}                        | resourcesPolicy.resourcesExpr.limits.cpu: "memory" unknown variable: memory
          less than nothing               | {'resourcesPolicy':{'targetContainersMode':'max','resourcesExpr':{'requests':{'memory':'memory - 2'}}}}               | resourcesPolicy.resourcesExpr.requests.memory: "memory - 2" comes to less than nothing: -1
          """)
  void resources(String what, String container, String fault) {
    String text =
        SidecarSetValidator.violations(
                "log",
                Sets.spec(
                    "{'containers':["
                        + container.replaceFirst("\\{", "{'name':'a','image':'a',")
                        + "]}"))
            .toString();
    assertThat(text).isEqualTo(fault == null ? "[]" : "[spec.containers[0]." + fault + "]");
  }

  @Test
  void aPlainInitContainerHasNoResourcesPolicy() {
    assertThat(
            SidecarSetValidator.violations(
                "log",
                Sets.spec(
                    "{'initContainers':[{'name':'a','image':'a','resourcesPolicy':{'targetContainersMode':'sum','resourcesExpr':{'limits':{}}}}]}")))
        .extracting(Violation::field)
        .containsExactly("spec.initContainers[0].resourcesPolicy");
  }

  @ParameterizedTest(name = "{0} is a name: {1}")
  @CsvSource({"log-1, true", "Log, true", "a.b, false", "a_b, false", "'', false"})
  void name(String name, boolean sound) {
    assertThat(SidecarSetValidator.violations(name, Sets.spec("{}")).isEmpty()).isEqualTo(sound);
    assertThat(SidecarSetValidator.violations("a".repeat(64), Sets.spec("{}"))).hasSize(1);
  }
}
