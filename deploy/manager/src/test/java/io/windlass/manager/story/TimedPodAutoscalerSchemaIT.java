package io.windlass.manager.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.windlass.manager.GivenCluster;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API server makes of the autoscaler's CRD, without any webhook. All are dry runs. */
@ResourceLock(providers = GivenCluster.class)
class TimedPodAutoscalerSchemaIT {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String PLAIN =
      """
      apiVersion: autoscaling.windlass.io/v1alpha1
      kind: TimedPodAutoscaler
      metadata: {name: web}
      spec:
        scaleTargetRef: {apiVersion: apps.kruise.io/v1alpha1, kind: CloneSet, name: web}
        maxReplicas: 20
      """;

  @RegisterExtension
  static final ClusterExtension CLUSTER = ClusterExtension.any().withoutManager();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                            | spec adds                                                                          | field                       | reads
          the mode                        | {}                                                                                 | /mode                       | "Active"
          the zone                        | {}                                                                                 | /timeZone                   | "Etc/UTC"
          the baseline floor              | {}                                                                                 | /minReplicas                | 1
          what equal windows may do       | {}                                                                                 | /overlap                    | "Reject"
          what foreign writers meet       | {}                                                                                 | /conflictPolicy             | "Enforce"
          the jump to a floor             | {}                                                                                 | /schedulePolicy/floorJump   | true
          no metrics                      | {}                                                                                 | /schedulePolicy/whenNoMetrics | "Floor"
          history                         | {}                                                                                 | /historyLimit               | 20
          a weekday window                | {windows: [{name: a, start: "0 8 * * 1-5", duration: 10h, bounds: {minReplicas: 10, maxReplicas: 30}}]} | /windows/0/priority | 0
          its lead                        | {windows: [{name: a, start: "0 8 * * 1-5", end: "0 18 * * 1-5", replicas: 0}]}     | /windows/0/lead             | "0s"
          a step                          | {windows: [{name: a, start: "@daily", untilNext: true, replicas: 3}]}              | /windows/0/suspend          | false
          once                            | {windows: [{name: a, at: "2026-11-11T00:00:00", duration: 24h, replicas: 25}]}     | /windows/0/at               | "2026-11-11T00:00:00"
          the longest window              | {windows: [{name: a, start: "@yearly", duration: 8784h, replicas: 3}]}             | /windows/0/duration         | "8784h"
          dates not to begin on           | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 3, excludeDates: [{date: "2026-10-01"}, {from: "2027-02-05", to: "2027-02-12"}, {annually: "11-15"}, {weekdays: [SAT]}, {calendarRef: {name: b}}]}]} | /windows/0/excludeDates/4/calendarRef/name | "b"
          fallback                        | {fallback: {replicas: 16}}                                                         | /fallback/failureThreshold  | 3
          CPU                             | {metrics: [{name: cpu, type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}}]} | /metrics/0/resource/target/averageUtilization | 60
          a large quantity                | {metrics: [{name: q, type: External, external: {metric: {name: q}, target: {type: Value, value: 5000000000}}}]} | /metrics/0/external/target/value | 5000000000
          a tolerance of its own          | {behavior: {scaleDown: {tolerance: "0.05"}}}                                       | /behavior/scaleDown/tolerance | "0.05"
          """)
  void accepted(String what, String adds, String field, String reads) throws IOException {
    JsonNode stored = YAML.valueToTree(dryRun("web", adds));
    assertThat(stored.path("spec").at(field).toString()).as(what).isEqualTo(reads);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                            | spec adds                                                                                | refusal
          011 no beginning                | {windows: [{name: a, duration: 1h, replicas: 3}]}                                        | TPA011: a window begins with either start or at
          011 two beginnings              | {windows: [{name: a, start: "@daily", at: "2026-11-11T00:00", duration: 1h, replicas: 3}]} | TPA011: a window begins with either start or at
          011 no end                      | {windows: [{name: a, start: "@daily", replicas: 3}]}                                     | TPA011: a window lasts for one of duration, end and untilNext
          011 two ends                    | {windows: [{name: a, start: "@daily", duration: 1h, end: "@hourly", replicas: 3}]}       | TPA011: a window lasts for one of duration, end and untilNext
          011 untilNext false             | {windows: [{name: a, start: "@daily", untilNext: false, replicas: 3}]}                   | TPA011: a window lasts for one of duration, end and untilNext
          012 no time at all              | {windows: [{name: a, start: "@daily", duration: 0s, replicas: 3}]}                       | TPA012: a duration is at least 1m
          012 under a minute              | {windows: [{name: a, start: "@daily", duration: 59s, replicas: 3}]}                      | TPA012: a duration is at least 1m
          012 over 366 days               | {windows: [{name: a, start: "@daily", duration: 8784h1s, replicas: 3}]}                  | TPA012: a duration is at least 1m
          012 no duration                 | {windows: [{name: a, start: "@daily", duration: ten hours, replicas: 3}]}                | spec.windows[0].duration
          015 neither replicas nor bounds | {windows: [{name: a, start: "@daily", duration: 1h}]}                                    | TPA015: a window sets either bounds or replicas
          015 both                        | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 3, bounds: {minReplicas: 1}}]} | TPA015: a window sets either bounds or replicas
          015 empty bounds                | {windows: [{name: a, start: "@daily", duration: 1h, bounds: {}}]}                        | spec.windows[0].bounds
          016 baseline                    | {minReplicas: 21}                                                                        | TPA016: minReplicas is above maxReplicas
          016 window                      | {windows: [{name: a, start: "@daily", duration: 1h, bounds: {minReplicas: 9, maxReplicas: 8}}]} | TPA016: minReplicas is above maxReplicas
          018 negative                    | {minReplicas: -1}                                                                        | spec.minReplicas
          018 no ceiling                  | {maxReplicas: 0}                                                                         | spec.maxReplicas
          018 negative point              | {windows: [{name: a, start: "@daily", duration: 1h, replicas: -1}]}                      | spec.windows[0].replicas
          024 a window twice              | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 1}, {name: a, start: "@hourly", duration: 2m, replicas: 2}]} | spec.windows[1]
          026 two ways at once            | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 3, excludeDates: [{date: "2026-10-01", annually: "10-01"}]}]} | TPA026: one of date
          026 backwards                   | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 3, excludeDates: [{from: "2026-10-02", to: "2026-10-01"}]}]} | TPA026: from and to go together
          026 half a range                | {windows: [{name: a, start: "@daily", duration: 1h, replicas: 3, excludeDates: [{from: "2026-10-02"}]}]} | TPA026: from and to go together
          034 no namespace to name        | {scaleTargetRef: {apiVersion: a/v1, kind: B, name: b, namespace: c}}                     | namespace
          045 beyond 1000 percent         | {metrics: [{name: cpu, type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 1001}}}]} | averageUtilization
          a target without its field      | {metrics: [{name: cpu, type: Resource, resource: {name: cpu, target: {type: Utilization}}}]} | the field that type names must be there
          a metric without its field      | {metrics: [{name: cpu, type: Pods}]}                                                     | the field that type names must be there
          048 an unknown policy           | {behavior: {scaleUp: {policies: [{type: Pads, value: 1, periodSeconds: 15}]}}}           | policies[0].type
          048 no policy                   | {behavior: {scaleUp: {policies: []}}}                                                    | spec.behavior.scaleUp.policies
          048 too long a window           | {behavior: {scaleDown: {stabilizationWindowSeconds: 3601}}}                              | stabilizationWindowSeconds
          048 a negative tolerance        | {behavior: {scaleDown: {tolerance: "-0.1"}}}                                             | spec.behavior.scaleDown.tolerance
          """)
  void refused(String what, String adds, String refusal) {
    assertThat(refusalOf("web", adds)).as(what).contains(refusal);
  }

  @ParameterizedTest(name = "025 {0} is one too many")
  @CsvSource({"64 windows, 65, spec.windows", "16 metrics, 17, spec.metrics"})
  void tooMany(String what, int count, String field) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < count; i++) {
      items.append(
          field.endsWith("windows")
              ? "{name: w%d, start: '@daily', duration: 1h, replicas: 1},".formatted(i)
              : "{name: m%d, type: Pods, pods: {metric: {name: q}, target: {type: AverageValue, averageValue: 1}}},"
                  .formatted(i));
    }
    String adds = "{%s: [%s]}".formatted(field.substring(5), items);
    assertThat(refusalOf("web", adds)).as(what).contains(field + ": Too many");
  }

  @ParameterizedTest(name = "052 a name of {0} characters is refused")
  @CsvSource("64")
  void aLongName(int length) {
    assertThat(refusalOf("a".repeat(length), "{}")).contains("TPA052");
  }

  @ParameterizedTest(name = "sample {0}")
  @ValueSource(strings = {"shop.yaml", "berlin.yaml"})
  void theSamplesAreAccepted(String file) throws IOException {
    Path sample = Path.of(System.getProperty("windlass.root"), "deploy/samples/tpa", file);
    try (InputStream yaml = Files.newInputStream(sample)) {
      assertThat(CLUSTER.client().load(yaml).inNamespace(CLUSTER.namespace()).dryRun().create())
          .extracting(HasMetadata::getKind)
          .contains("TimedPodAutoscaler");
    }
  }

  private static String refusalOf(String name, String adds) {
    KubernetesClientException refusal =
        catchThrowableOfType(KubernetesClientException.class, () -> dryRun(name, adds));
    assertThat(refusal).as("refused").isNotNull();
    return String.valueOf(refusal.getMessage());
  }

  private static GenericKubernetesResource dryRun(String name, String adds) throws IOException {
    ObjectNode manifest = (ObjectNode) YAML.readTree(PLAIN);
    ((ObjectNode) manifest.path("metadata")).put("name", name);
    YAML.readerForUpdating(manifest.path("spec")).readValue(adds);
    return CLUSTER
        .client()
        .resource(YAML.treeToValue(manifest, GenericKubernetesResource.class))
        .dryRun()
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .create();
  }
}
