package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CRD of SidecarSet says; the rows are OpenKruise 1.9.0's API (2.1). */
class SidecarSetCrdTest {
  private static final JsonNode ALPHA = spec(Crds.sidecarSet());
  private static final JsonNode BETA = spec(Crds.sidecarSetHub());

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          field                                            | type          | default         | also
          spec.selector                                    | object        |                 | required, minProperties 1
          spec.namespaceSelector                           | object        |                 | minProperties 1
          spec.initContainers                              | array         |                 |
          spec.containers                                  | array         |                 |
          spec.containers[].podInjectPolicy                | string        |                 |
          spec.containers[].upgradeStrategy.upgradeType    | string        |                 |
          spec.containers[].upgradeStrategy.hotUpgradeEmptyImage | string  |                 |
          spec.containers[].shareVolumePolicy.type         | string        |                 |
          spec.containers[].shareVolumeDevicePolicy.type   | string        |                 |
          spec.containers[].transferEnv[].envNames         | array         |                 |
          spec.containers[].transferEnv[].sourceContainerNameFrom.fieldRef.fieldPath | string | | required
          spec.containers[].resourcesPolicy.targetContainersMode | string  |                 | required, enum ["max","sum"]
          spec.containers[].resourcesPolicy.targetContainersNameRegex | string | ".*"        |
          spec.containers[].resourcesPolicy.resourcesExpr  | object        |                 | required
          spec.containers[].resourcesPolicy.resourcesExpr.limits.cpu | string |              |
          spec.volumes                                     | array         |                 |
          spec.updateStrategy.type                         | string        | "RollingUpdate" | enum ["NotUpdate","RollingUpdate"]
          spec.updateStrategy.paused                       | boolean       |                 |
          spec.updateStrategy.selector                     | object        |                 | minProperties 1
          spec.updateStrategy.partition                    | int-or-string | 0               | minimum 0
          spec.updateStrategy.maxUnavailable               | int-or-string | 1               | minimum 0
          spec.updateStrategy.scatterStrategy[].value      | string        |                 | required
          spec.injectionStrategy.paused                    | boolean       |                 |
          spec.injectionStrategy.revision.customVersion    | string        |                 |
          spec.injectionStrategy.revision.revisionName     | string        |                 |
          spec.injectionStrategy.revision.policy           | string        | "Always"        | enum ["Always","Partial"]
          spec.imagePullSecrets[].name                     | string        |                 |
          spec.revisionHistoryLimit                        | integer int32 | 10              |
          spec.patchPodMetadata[].annotations              | object        |                 |
          spec.patchPodMetadata[].patchPolicy              | string        | "Retain"        |
          status.observedGeneration                        | integer int64 |                 |
          status.matchedPods                               | integer int32 | 0               | required
          status.updatedPods                               | integer int32 | 0               | required
          status.readyPods                                 | integer int32 | 0               | required
          status.updatedReadyPods                          | integer int32 |                 |
          status.latestRevision                            | string        |                 |
          status.collisionCount                            | integer int32 |                 |
          status.conditions[].type                         | string        |                 | required
          """)
  void inBothVersions(String path, String type, String defaultValue, String also) {
    for (JsonNode version : List.of(ALPHA, BETA)) {
      Field field = Field.at(schema(version), path);
      assertThat(field.typeAndFormat()).isEqualTo(type);
      assertThat(field.defaultValue()).isEqualTo(defaultValue == null ? "" : defaultValue);
      if (also != null) {
        assertThat(field.checks()).contains(also.split(", "));
      }
    }
  }

  @Test
  void aContainerMayHaveEveryFieldThatItHasInPods() {
    for (JsonNode version : List.of(ALPHA, BETA)) {
      for (String list : List.of("containers", "initContainers")) {
        JsonNode items = schema(version).at("/properties/spec/properties/" + list + "/items");
        assertThat(items.path("x-kubernetes-preserve-unknown-fields").asBoolean()).isTrue();
      }
    }
  }

  @Test
  void eachVersionHasOneFieldOfItsOwn() {
    assertThat(schema(ALPHA).at("/properties/spec/properties").has("namespace")).isTrue();
    assertThat(schema(ALPHA).at("/properties/spec/properties").has("customVersion")).isFalse();
    assertThat(schema(BETA).at("/properties/spec/properties").has("namespace")).isFalse();
    assertThat(schema(BETA).at("/properties/spec/properties").has("customVersion")).isTrue();
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /group                                          | apps.kruise.io
          /scope                                          | Cluster
          /names/kind                                     | SidecarSet
          /names/listKind                                 | SidecarSetList
          /names/singular                                 | sidecarset
          /names/plural                                   | sidecarsets
          /versions/0/storage                             | true
          /versions/0/additionalPrinterColumns/0/name     | MATCHED
          /versions/0/additionalPrinterColumns/0/jsonPath | .status.matchedPods
          /versions/0/additionalPrinterColumns/1/name     | UPDATED
          /versions/0/additionalPrinterColumns/1/jsonPath | .status.updatedPods
          /versions/0/additionalPrinterColumns/2/name     | READY
          /versions/0/additionalPrinterColumns/2/jsonPath | .status.readyPods
          /versions/0/additionalPrinterColumns/3/name     | AGE
          """)
  void definition(String pointer, String value) {
    assertThat(ALPHA.at(pointer).asText()).isEqualTo(value);
    assertThat(BETA.at(pointer).asText()).isEqualTo(value);
    assertThat(ALPHA.at("/names").has("shortNames")).isFalse();
    assertThat(ALPHA.at("/versions/0/subresources").has("scale")).isFalse();
    assertThat(ALPHA.at("/versions/0/subresources/status").isObject()).isTrue();
  }

  private static JsonNode schema(JsonNode spec) {
    return spec.at("/versions/0/schema/openAPIV3Schema");
  }

  private static JsonNode spec(Crds.Document document) {
    try {
      return new YAMLMapper().readTree(document.yaml()).path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
