package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The simulated cluster behind the real API, over HTTPS, on stepped time. */
final class SimulationIT {
  private static final String TWO =
      "containers: [{name: app, image: 'app:1'}, {name: side, image: 'side:1'}]";

  private SteppedCluster cluster;

  @BeforeEach
  void open(@TempDir Path directory) {
    cluster = SteppedCluster.open(directory);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void threeNodesAreReady() {
    JsonNode nodes = cluster.http().get("/api/v1/nodes").body().path("items");
    assertThat(nodes).hasSize(3);
    for (JsonNode node : nodes) {
      assertThat(node.at("/status/conditions/3/type").asText()).isEqualTo("Ready");
      assertThat(node.at("/status/allocatable/cpu").asText()).isEqualTo("64");
    }
  }

  @Test
  void aPodIsBoundStartsAfterItsDelayAndBecomesReady() {
    cluster.pod("web", "sim.windlass.io/start-delay: 2s", TWO);
    cluster.until("web", "app:ContainerCreating:-:0 side:ContainerCreating:-:0");
    assertThat(cluster.pod("web").at("/status/phase").asText()).isEqualTo("Pending");
    cluster.advance(2);
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    assertThat(cluster.condition("web", "Ready")).isEqualTo("True");
    assertThat(cluster.condition("web", "PodScheduled")).isEqualTo("True");
    assertThat(cluster.writes()).isEqualTo("bind 1, status 2");
  }

  @Test
  void aPatchOfTheImageRestartsThatContainerInPlace() {
    cluster.pod("web", "sim.windlass.io/restart-delay: 3s", TWO);
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    ObjectNode before = cluster.pod("web");
    cluster.patch("web", "{\"spec\":{\"containers\":[{\"name\":\"app\",\"image\":\"app:2\"}]}}");
    cluster.until("web", "app:terminated:-:0 side:running:ready:0");
    cluster.advance(3);
    cluster.until("web", "app:running:ready:1 side:running:ready:0");
    ObjectNode after = cluster.pod("web");
    for (String same : List.of("/metadata/uid", "/status/podIP", "/status/containerStatuses/1")) {
      assertThat(after.at(same)).as(same).isEqualTo(before.at(same));
    }
    assertThat(after.at("/status/containerStatuses/0/imageID").asText())
        .startsWith("app:2@sha256:");
    assertThat(cluster.writes()).isEqualTo("bind 1, status 3");
  }

  @Test
  void aReadinessGateIsSomebodyElsesAndHoldsReadyBack() {
    cluster.pod("web", "a: b", "readinessGates: [{conditionType: Gate}], " + TWO);
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    assertThat(cluster.condition("web", "Ready")).isEqualTo("False/ReadinessGatesNotReady");
    cluster.patchStatus("web", "[{\"type\":\"Gate\",\"status\":\"True\"}]");
    await().until(() -> cluster.condition("web", "Ready").equals("True"));
    cluster.patchStatus("web", "[{\"type\":\"Gate\",\"status\":\"False\"}]");
    await().until(() -> cluster.condition("web", "Ready").startsWith("False"));
    assertThat(cluster.condition("web", "Gate")).isEqualTo("False");
  }

  @Test
  void aDeletedPodStopsAndGoes() {
    String graceful = "terminationGracePeriodSeconds: 30, " + TWO;
    cluster.pod("web", "sim.windlass.io/stop-delay: 5s", graceful);
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    cluster.http().delete(cluster.podPath("web"), "{}");
    await().until(() -> cluster.events("web").contains("Killing"));
    cluster.advance(4);
    assertThat(cluster.http().get(cluster.podPath("web")).code()).isEqualTo(200);
    cluster.advance(1);
    await().until(() -> cluster.http().get(cluster.podPath("web")).code() == 404);
  }

  @Test
  void aPodThatFitsNowhereSaysWhy() {
    cluster.pod("web", "a: b", "nodeSelector: {disk: fast}, " + TWO);
    await().until(() -> cluster.condition("web", "PodScheduled").equals("False/Unschedulable"));
    assertThat(cluster.pod("web").at("/status/conditions/0/message").asText())
        .startsWith(
            "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. ");
    cluster
        .http()
        .patch(
            "/api/v1/nodes/node-2",
            "merge-patch+json",
            "{\"metadata\":{\"labels\":{\"disk\":\"fast\"}}}");
    await()
        .until(
            () -> {
              cluster.advance(1);
              return cluster.pod("web").at("/spec/nodeName").asText().equals("node-2");
            });
  }

  @Test
  void whatAKubeletDoesIsToldInEvents() {
    cluster.pod("web", "sim.windlass.io/start-delay: soon", "containers: [{name: a, image: a}]");
    await()
        .untilAsserted(
            () ->
                assertThat(cluster.events("web"))
                    .contains(
                        "Scheduled",
                        "Pulling",
                        "Pulled",
                        "Created",
                        "Started",
                        "InvalidSimulation"));
  }

  @Test
  void dependentsOfACustomResourceGoWithIt() {
    cluster.defineWidgets();
    String uid = cluster.widget("w");
    String owner =
        "ownerReferences: [{apiVersion: x.io/v1, kind: Widget, name: w, uid: %s}]".formatted(uid);
    cluster.post("configmaps", "{metadata: {name: leaf, %s}}".formatted(owner));
    cluster.pod("free", "a: b", TWO);
    cluster.http().delete(cluster.widgetPath("w"), "{}");
    await().until(() -> cluster.http().get(cluster.path("configmaps/leaf")).code() == 404);
    assertThat(cluster.http().get(cluster.podPath("free")).code()).isEqualTo(200);
  }

  @Test
  void cascadeForegroundAndOrphanAreFinished() {
    cluster.post("configmaps", "{metadata: {name: top}}");
    String uid = cluster.http().get(cluster.path("configmaps/top")).text("metadata", "uid");
    String owner =
        "ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: top, uid: %s}]".formatted(uid);
    cluster.post("configmaps", "{metadata: {name: leaf, %s}}".formatted(owner));
    cluster.http().delete(cluster.path("configmaps/top"), "{\"propagationPolicy\":\"Orphan\"}");
    await().until(() -> cluster.http().get(cluster.path("configmaps/top")).code() == 404);
    ObjectNode leaf = cluster.http().get(cluster.path("configmaps/leaf")).body();
    assertThat(leaf.path("metadata").has("ownerReferences")).isFalse();
    cluster
        .http()
        .delete(cluster.path("configmaps/leaf"), "{\"propagationPolicy\":\"Foreground\"}");
    await().until(() -> cluster.http().get(cluster.path("configmaps/leaf")).code() == 404);
  }

  @Test
  void aNamespaceGoesWithAllThatIsInIt() {
    cluster.defineWidgets();
    cluster.widget("w");
    cluster.pod("web", "a: b", TWO);
    cluster.until("web", "app:running:ready:0 side:running:ready:0");
    cluster.http().delete("/api/v1/namespaces/team", "{}");
    await()
        .until(
            () -> {
              cluster.advance(5);
              return cluster.http().get("/api/v1/namespaces/team").code() == 404;
            });
    assertThat(cluster.http().get(cluster.widgetPath("w")).code()).isEqualTo(404);
    assertThat(cluster.http().get(cluster.podPath("web")).code()).isEqualTo(404);
  }
}
