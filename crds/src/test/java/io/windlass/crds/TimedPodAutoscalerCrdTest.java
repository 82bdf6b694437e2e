package io.windlass.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.windlass.crds.autoscaling.TimedPodAutoscaler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the CRD of TimedPodAutoscaler says. */
class TimedPodAutoscalerCrdTest {
  private static final JsonNode SPEC = read();
  private static final JsonNode VERSION = SPEC.path("versions").path(0);
  private static final JsonNode SCHEMA = VERSION.path("schema").path("openAPIV3Schema");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          field                                          | type          | default   | also
          spec.scaleTargetRef                            | object        |           | required
          spec.scaleTargetRef.apiVersion                 | string        |           | required, minLength 1
          spec.scaleTargetRef.kind                       | string        |           | required, minLength 1
          spec.scaleTargetRef.name                       | string        |           | required, minLength 1
          spec.mode                                      | string        | "Active"  | enum ["Active","DryRun","Paused"]
          spec.timeZone                                  | string        | "Etc/UTC" |
          spec.minReplicas                               | integer int32 | 1         | minimum 0
          spec.maxReplicas                               | integer int32 |           | required, minimum 1
          spec.overlap                                   | string        | "Reject"  | enum ["Reject","Widest"]
          spec.conflictPolicy                            | string        | "Enforce" | enum ["Enforce","Warn","Yield"]
          spec.windows                                   | array         |           | maxItems 64, x-kubernetes-list-type "map", x-kubernetes-list-map-keys ["name"]
          spec.windows[].name                            | string        |           | required, maxLength 63
          spec.windows[].priority                        | integer int32 | 0         | minimum -1000, maximum 1000
          spec.windows[].start                           | string        |           | maxLength 128
          spec.windows[].at                              | string        |           |
          spec.windows[].duration                        | string        |           | maxLength 20
          spec.windows[].end                             | string        |           | maxLength 128
          spec.windows[].untilNext                       | boolean       |           |
          spec.windows[].bounds                          | object        |           | minProperties 1
          spec.windows[].bounds.minReplicas              | integer int32 |           | minimum 0
          spec.windows[].bounds.maxReplicas              | integer int32 |           | minimum 1
          spec.windows[].replicas                        | integer int32 |           | minimum 0
          spec.windows[].lead                            | string        | "0s"      |
          spec.windows[].release.over                    | string        |           | required
          spec.windows[].excludeDates                    | array         |           | maxItems 366
          spec.windows[].excludeDates[].weekdays         | array         |           | minItems 1, maxItems 7
          spec.windows[].excludeDates[].calendarRef.name | string        |           | required
          spec.windows[].suspend                         | boolean       | false     |
          spec.windows[].metricOverrides                 | array         |           | x-kubernetes-list-type "map", x-kubernetes-list-map-keys ["name"]
          spec.metrics                                   | array         |           | maxItems 16, x-kubernetes-list-type "map", x-kubernetes-list-map-keys ["name"]
          spec.metrics[].type                            | string        |           | required, enum ["ContainerResource","External","Object","Pods","Resource"]
          spec.metrics[].resource.target.averageUtilization | integer int32 |        | minimum 1, maximum 1000
          spec.metrics[].resource.target.averageValue    | int-or-string |           | minimum 1
          spec.behavior.scaleUp.stabilizationWindowSeconds | integer int32 |         | minimum 0, maximum 3600
          spec.behavior.scaleDown.policies               | array         |           | minItems 1
          spec.behavior.scaleDown.policies[].periodSeconds | integer int32 |         | required, minimum 1, maximum 1800
          spec.behavior.scaleDown.policies[].value       | integer int32 |           | required, minimum 1
          spec.behavior.scaleDown.policies[].type        | string        |           | required, enum ["Percent","Pods"]
          spec.behavior.scaleDown.selectPolicy           | string        |           | enum ["Disabled","Max","Min"]
          spec.behavior.scaleDown.tolerance              | int-or-string |           | minimum 0
          spec.schedulePolicy.floorJump                  | boolean       | true      |
          spec.schedulePolicy.whenNoMetrics              | string        | "Floor"   | enum ["Floor","Free"]
          spec.fallback.failureThreshold                 | integer int32 | 3         | minimum 1
          spec.fallback.replicas                         | integer int32 |           | required, minimum 0
          spec.takeover.hpa                              | string        |           | required
          spec.onDelete                                  | string        | "Keep"    | enum ["Baseline","Keep"]
          spec.historyLimit                              | integer int32 | 20        | minimum 0, maximum 100
          status.observedGeneration                      | integer int64 |           |
          status.lastScaleTime                           | string date-time |        |
          status.conditions                              | array         |           | x-kubernetes-list-type "map", x-kubernetes-list-map-keys ["type"]
          status.conditions[].type                       | string        |           | required
          """)
  void field(String path, String type, String defaultValue, String also) {
    Field field = Field.at(SCHEMA, path);
    assertThat(field.typeAndFormat()).isEqualTo(type);
    assertThat(field.defaultValue()).isEqualTo(defaultValue == null ? "" : defaultValue);
    if (also != null) {
      assertThat(field.checks()).contains(also.split(", "));
    }
  }

  @ParameterizedTest(name = "column {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 | TARGET  | .spec.scaleTargetRef.name    | string
          1 | MODE    | .spec.mode                   | string
          2 | MIN     | .status.bounds.floor         | integer
          3 | MAX     | .status.bounds.ceiling       | integer
          4 | CURRENT | .status.currentReplicas      | integer
          5 | DESIRED | .status.desiredReplicas      | integer
          6 | WHY     | .status.decision.why         | string
          7 | NEXT    | .status.upcoming[0].at       | string
          8 | AGE     | .metadata.creationTimestamp  | date
          """)
  void printerColumn(int position, String name, String jsonPath, String type) {
    JsonNode column = VERSION.path("additionalPrinterColumns").path(position);
    assertThat(column.path("name").asText()).isEqualTo(name);
    assertThat(column.path("jsonPath").asText()).isEqualTo(jsonPath);
    assertThat(column.path("type").asText()).isEqualTo(type);
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /group               | autoscaling.windlass.io
          /scope               | Namespaced
          /names/kind          | TimedPodAutoscaler
          /names/listKind      | TimedPodAutoscalerList
          /names/plural        | timedpodautoscalers
          /names/shortNames/0  | tpa
          /names/categories/0  | all
          /names/categories/1  | kruise
          /versions/0/name     | v1alpha1
          """)
  void definition(String pointer, String value) {
    assertThat(SPEC.at(pointer).asText()).isEqualTo(value);
  }

  @Test
  void nobodyCanScaleAnAutoscaler() {
    assertThat(VERSION.at("/subresources/status").isObject()).isTrue();
    assertThat(VERSION.at("/subresources").has("scale")).isFalse();
  }

  @Test
  void everyFieldIsDescribed() {
    List<String> fields = new ArrayList<>();
    Field.collect("spec", SCHEMA.at("/properties/spec"), fields);
    Field.collect("status", SCHEMA.at("/properties/status"), fields);
    assertThat(fields)
        .allSatisfy(
            path ->
                assertThat(Field.at(SCHEMA, path).schema().path("description").asText())
                    .as(path)
                    .endsWith("."));
  }

  @Test
  void theTypeGivesBackWhatItRead() throws IOException {
    JsonNode document =
        new YAMLMapper()
            .readTree(
                """
                apiVersion: autoscaling.windlass.io/v1alpha1
                kind: TimedPodAutoscaler
                metadata: {name: a}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
                  mode: Resting
                  maxReplicas: 5
                  windows: [{name: a, start: "0 8 * * *", duration: 1h, replicas: 2, excludeDates: [{weekdays: [SAT]}, {calendarRef: {name: b}}]}]
                  metrics: [{name: m, type: External, external: {metric: {name: q}, target: {type: Value, value: 300m}}}]
                  behavior: {scaleDown: {policies: [{type: Pods, value: 1, periodSeconds: 60}], tolerance: "0.05"}}
                """);
    KubernetesSerialization fabric8 = new KubernetesSerialization();
    TimedPodAutoscaler read = fabric8.unmarshal(document.toString(), TimedPodAutoscaler.class);
    assertThat(new YAMLMapper().readTree(fabric8.asJson(read))).isEqualTo(document);
  }

  private static JsonNode read() {
    try {
      return new YAMLMapper().readTree(Crds.all().getLast().yaml()).path("spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
