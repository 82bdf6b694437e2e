package io.windlass.core.sidecarset;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2.1, 2.2: what is filled in, and nothing else. */
class SidecarSetFillingTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      useHeadersInDisplayName = true,
      textBlock =
          """
          a spec                                | edit                                                                                            | at                                                    | gets
          without strategy                      | {}                                                                                              | updateStrategy                                        | {"maxUnavailable":1,"partition":0,"type":"RollingUpdate"}
          whose strategy is off                 | {'updateStrategy':{'type':'NotUpdate','partition':null}}                                        | updateStrategy                                        | {"maxUnavailable":1,"partition":0,"type":"NotUpdate"}
          without limit of the history          | {}                                                                                              | revisionHistoryLimit                                  | 10
          with a limit                          | {'revisionHistoryLimit':1}                                                                      | revisionHistoryLimit                                  | 1
          with a container                      | {}                                                                                              | containers/0/podInjectPolicy                          | "BeforeAppContainer"
          that says how it is upgraded          | {}                                                                                              | containers/0/upgradeStrategy                          | {"upgradeType":"ColdUpgrade"}
          that says whether it shares mounts    | {}                                                                                              | containers/0/shareVolumePolicy                        | {"type":"disabled"}
          but not whether it shares devices     | {}                                                                                              | containers/0/shareVolumeDevicePolicy                  |
          with an init container                | {'initContainers':[{'name':'i','image':'i'}]}                                                   | initContainers/0/podInjectPolicy                      | "AfterAppContainer"
          that takes a variable over            | {'containers':[{'name':'a','transferEnv':[{'sourceContainerNameFrom':{'fieldRef':{'fieldPath':'f'}}}]}]} | containers/0/transferEnv/0/sourceContainerNameFrom/fieldRef | {"apiVersion":"v1","fieldPath":"f"}
          with resources of the app's           | {'containers':[{'name':'a','resourcesPolicy':{'targetContainersMode':'sum'}}]}                  | containers/0/resourcesPolicy/targetContainersNameRegex | ".*"
          with an image without a tag           | {'containers':[{'name':'a','image':'a'}]}                                                       | containers/0/imagePullPolicy                          | "Always"
          with an image with a tag              | {}                                                                                              | containers/0/imagePullPolicy                          | "IfNotPresent"
          with a port                           | {'containers':[{'name':'a','ports':[{'containerPort':80}]}]}                                    | containers/0/ports/0/protocol                         | "TCP"
          with a probe                          | {'containers':[{'name':'a','livenessProbe':{'httpGet':{'port':80}}}]}                           | containers/0/livenessProbe                            | {"failureThreshold":3,"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"periodSeconds":10,"successThreshold":1,"timeoutSeconds":1}
          with what says how it ended           | {}                                                                                              | containers/0/terminationMessagePath                   | "/dev/termination-log"
          with a volume of pod fields           | {'volumes':[{'name':'v','downwardAPI':{'items':[{'path':'l','fieldRef':{'fieldPath':'f'}}]}}]}  | volumes/0/downwardAPI                                 | {"defaultMode":420,"items":[{"fieldRef":{"apiVersion":"v1","fieldPath":"f"},"path":"l"}]}
          with a path of the node               | {'volumes':[{'name':'v','hostPath':{'path':'/'}}]}                                              | volumes/0/hostPath/type                               | ""
          with annotations for pods             | {'patchPodMetadata':[{'annotations':{'a':'b'}}]}                                                | patchPodMetadata/0/patchPolicy                        | "Retain"
          with a revision for new pods          | {'injectionStrategy':{'revision':{'revisionName':'r'}}}                                         | injectionStrategy/revision/policy                     | "Always"
          without one                           | {'injectionStrategy':{'paused':true}}                                                           | injectionStrategy                                     | {"paused":true}
          """)
  void filled(String what, String edit, String at, String gets) {
    Json.Obj filled = SidecarSetFilling.fillSpec(Sets.spec(edit));
    assertThat(find(filled, at).map(JsonText::canonical)).isEqualTo(Optional.ofNullable(gets));
    assertThat(SidecarSetFilling.fillSpec(filled)).as("once more").isEqualTo(filled);
  }

  private static Optional<Json> find(Json object, String path) {
    Optional<Json> found = Optional.of(object);
    for (String step : path.split("/", -1)) {
      found =
          step.chars().allMatch(Character::isDigit)
              ? found.map(list -> list.items().get(Integer.parseInt(step)))
              : found.flatMap(parent -> parent.at(step));
    }
    return found;
  }

  @ParameterizedTest(name = "{0} has the hash of the same containers in the other version")
  @CsvSource({"v1alpha1", "v1beta1"})
  void bothVersionsHaveOneHash(String version) {
    Json.Obj object =
        Json.Obj.EMPTY
            .with("apiVersion", "apps.kruise.io/" + version)
            .with("spec", Sets.spec("{}"));
    Json.Obj filled = SidecarSetFilling.fill(object, Optional.empty());
    assertThat(filled.text("metadata", "annotations", SidecarSetKeys.HASH))
        .contains(Sets.set("log", "{}").meta().annotations().get(SidecarSetKeys.HASH));
  }
}
