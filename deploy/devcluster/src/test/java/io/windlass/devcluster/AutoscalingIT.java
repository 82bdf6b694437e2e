package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.Http.Answer;
import io.windlass.devcluster.document.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Autoscalers and budgets over pods that the test makes, on stepped time: the targets are custom
 * resources, so that no other controller has a part in it.
 */
final class AutoscalingIT {
  private static final String AUTOSCALERS =
      "/apis/autoscaling/v2/namespaces/team/horizontalpodautoscalers";
  private static final String BUDGETS = "/apis/policy/v1/namespaces/team/poddisruptionbudgets";

  @TempDir static Path directory;
  private static SteppedCluster cluster;

  @BeforeAll
  static void open() {
    cluster = SteppedCluster.open(directory);
    String schema = "{openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}";
    String scale =
        "{scale: {specReplicasPath: .spec.replicas, statusReplicasPath: .status.replicas,"
            + " labelSelectorPath: .status.selector}, status: {}}";
    create(
        "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
        """
        {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
         metadata: {name: sets.x.io},
         spec: {group: x.io, scope: Namespaced, names: {kind: Set, plural: sets},
                versions: [{name: v1, served: true, storage: true, schema: %s, subresources: %s}]}}
        """
            .formatted(schema, scale));
    await().until(() -> cluster.http().get("/apis/x.io/v1/namespaces/team/sets").code() == 200);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static Answer create(String path, String yaml) {
    String json = YamlDocuments.parse(yaml.getBytes(StandardCharsets.UTF_8)).toString();
    Answer answer = cluster.http().post(path, json);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  /** A set of so many ready pods, each using half a core of the core that it requests. */
  private static void set(String name, int pods) {
    String sets = "/apis/x.io/v1/namespaces/team/sets";
    String uid =
        create(
                sets,
                "{apiVersion: x.io/v1, kind: Set, metadata: {name: %s}, spec: {replicas: %d}}"
                    .formatted(name, pods))
            .text("metadata", "uid");
    String status = "{\"status\":{\"replicas\":%d,\"selector\":\"set=%s\"}}".formatted(pods, name);
    cluster.http().patch(sets + "/" + name + "/status", "merge-patch+json", status);
    for (int i = 0; i < pods; i++) {
      String owner =
          "{apiVersion: x.io/v1, kind: Set, name: %s, uid: %s, controller: true}"
              .formatted(name, uid);
      cluster.post(
          "pods",
          """
          {metadata: {name: %s-%d, labels: {set: %s}, annotations: {'sim.windlass.io/cpu': 500m},
             ownerReferences: [%s]},
           spec: {containers: [{name: web, image: 'a:1', resources: {requests: {cpu: '1'}}}]}}
          """
              .formatted(name, i, name, owner));
    }
    String path = cluster.path("pods?labelSelector=set%3D" + name);
    await().until(() -> ready(cluster.http().get(path).body()) == pods);
  }

  private static long ready(JsonNode pods) {
    return pods.path("items")
        .valueStream()
        .filter(p -> p.at("/status/phase").asText().equals("Running"))
        .count();
  }

  private static void autoscaler(String target, String spec) {
    String name = "/metadata/name";
    Answer made =
        create(
            AUTOSCALERS,
            """
            {metadata: {name: %s}, spec: {scaleTargetRef: {apiVersion: x.io/v1, kind: Set, name: %s},
             maxReplicas: 10, %s}}
            """
                .formatted(target, target, spec));
    assertThat(made.body().at(name).asText()).isEqualTo(target);
  }

  private static String replicas(String set) {
    return cluster.http().get("/apis/x.io/v1/namespaces/team/sets/" + set).text("spec", "replicas");
  }

  private static String cpu(int percent) {
    return "metrics: [{type: Resource, resource: {name: cpu, target: {type: Utilization,"
        + " averageUtilization: %d}}}]".formatted(percent);
  }

  private static String condition(String autoscaler, String type) {
    JsonNode status = cluster.http().get(AUTOSCALERS + "/" + autoscaler).body().path("status");
    for (JsonNode c : status.path("conditions")) {
      if (c.path("type").asText().equals(type)) {
        return c.path("status").asText() + "/" + c.path("reason").asText();
      }
    }
    return "none";
  }

  @Test
  void usageAboveTheTargetScalesUpOnTheClock() {
    set("busy", 2);
    cluster.advance(30);
    autoscaler("busy", cpu(25));
    await()
        .untilAsserted(
            () -> {
              cluster.advance(15);
              assertThat(replicas("busy")).isEqualTo("4");
              assertThat(condition("busy", "AbleToScale")).isEqualTo("True/SucceededRescale");
            });
    assertThat(condition("busy", "ScalingActive")).isEqualTo("True/ValidMetricFound");
    JsonNode status = cluster.http().get(AUTOSCALERS + "/busy").body().path("status");
    assertThat(status.at("/currentMetrics/0/resource/current"))
        .hasToString("{\"averageUtilization\":50,\"averageValue\":\"500m\"}");
    assertThat(status.path("desiredReplicas").asInt()).isEqualTo(4);
  }

  @Test
  void whatCannotBeMeasuredIsTold() {
    set("blind", 1);
    autoscaler(
        "blind",
        "metrics: [{type: Pods, pods: {metric: {name: hits},"
            + " target: {type: AverageValue, averageValue: '5'}}}]");
    autoscaler("nobody", cpu(50));
    await()
        .untilAsserted(
            () -> {
              cluster.advance(15);
              assertThat(condition("blind", "ScalingActive"))
                  .isEqualTo("False/FailedGetPodsMetric");
              assertThat(condition("nobody", "AbleToScale")).isEqualTo("False/FailedGetScale");
            });
    assertThat(replicas("blind")).isEqualTo("1");
  }

  @Test
  void aBudgetCountsPodsAgainstTheScaleOfTheirController() {
    set("kept", 3);
    create(
        BUDGETS,
        "{metadata: {name: kept}, spec: {maxUnavailable: 34%, selector: {matchLabels: {set:"
            + " kept}}}}");
    await().untilAsserted(() -> assertThat(budget("kept")).isEqualTo("3 3 1 2 SufficientPods"));
    cluster.http().delete(cluster.podPath("kept-0"), "{}");
    await().untilAsserted(() -> assertThat(budget("kept")).isEqualTo("2 3 1 1 SufficientPods"));
  }

  @Test
  void aBudgetWhosePodsCannotBeCountedAllowsNothing() {
    String uid =
        create(cluster.path("configmaps"), "{metadata: {name: c}}").text("metadata", "uid");
    String owner =
        "{apiVersion: v1, kind: ConfigMap, name: c, uid: %s, controller: true}".formatted(uid);
    cluster.post(
        "pods",
        """
        {metadata: {name: lone, labels: {set: lone}, ownerReferences: [%s]},
         spec: {containers: [{name: web, image: 'a:1'}]}}
        """
            .formatted(owner));
    create(
        BUDGETS,
        "{metadata: {name: lone}, spec: {maxUnavailable: 1, selector: {matchLabels: {set:"
            + " lone}}}}");
    await().untilAsserted(() -> assertThat(budget("lone")).isEqualTo("0 0 0 0 SyncFailed"));
  }

  /** {@code currentHealthy expectedPods desiredHealthy disruptionsAllowed reason}. */
  private static String budget(String name) {
    JsonNode status = cluster.http().get(BUDGETS + "/" + name).body().path("status");
    return "%d %d %d %d %s"
        .formatted(
            status.path("currentHealthy").asInt(),
            status.path("expectedPods").asInt(),
            status.path("desiredHealthy").asInt(),
            status.path("disruptionsAllowed").asInt(),
            status.at("/conditions/0/reason").asText());
  }
}
