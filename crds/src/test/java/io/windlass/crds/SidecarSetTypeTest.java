package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.windlass.crds.sidecarset.SidecarSet;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java type gives back the very document that it was read from. */
class SidecarSetTypeTest {
  private static final ObjectMapper YAML = new YAMLMapper();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          what a user writes first       | {selector: {matchLabels: {app: a}}, containers: [{name: a, image: 'a:1'}]}
          a container as it is           | {containers: [{name: a, resources: {limits: {cpu: 0.50}}, newField: {a: [1, null]}, env: []}]}
          what is SidecarSet's own       | {initContainers: [{podInjectPolicy: AfterAppContainer, upgradeStrategy: {upgradeType: HotUpgrade, hotUpgradeEmptyImage: e}, shareVolumePolicy: {type: enabled}, shareVolumeDevicePolicy: {}}]}
          transferred variables          | {containers: [{transferEnv: [{sourceContainerName: a, envName: b, envNames: [c]}, {sourceContainerNameFrom: {fieldRef: {apiVersion: v1, fieldPath: x}}}]}]}
          a resources policy             | {containers: [{resourcesPolicy: {targetContainersMode: sum, targetContainersNameRegex: a, resourcesExpr: {limits: {cpu: cpu}, requests: {memory: 1Mi}}}}]}
          a policy that it would refuse  | {containers: [{resourcesPolicy: {targetContainersMode: least}}], updateStrategy: {type: Rolling}}
          volumes as they are            | {volumes: [{name: a, emptyDir: {sizeLimit: 1.50Gi}}], imagePullSecrets: [{name: s}]}
          strategies                     | {updateStrategy: {type: NotUpdate, paused: true, selector: {matchLabels: {a: b}}, partition: 50%, maxUnavailable: 2, scatterStrategy: [{key: a, value: '*'}]}}
          injection                      | {injectionStrategy: {paused: false, revision: {customVersion: v1, revisionName: a-1, policy: Partial}}}
          the rest                       | {namespaceSelector: {matchLabels: {a: b}}, revisionHistoryLimit: 3, customVersion: v2, patchPodMetadata: [{annotations: {a: b}, patchPolicy: Overwrite}]}
          """)
  void roundTrip(String what, String spec) throws IOException {
    JsonNode document =
        YAML.readTree(
            "{apiVersion: apps.kruise.io/v1beta1, kind: SidecarSet, metadata: {name: a}, spec: %s}"
                .formatted(spec));
    KubernetesSerialization fabric8 = new KubernetesSerialization();
    SidecarSet read = fabric8.unmarshal(document.toString(), SidecarSet.class);
    assertThat(YAML.readTree(fabric8.asJson(read))).as(what).isEqualTo(document);
  }
}
