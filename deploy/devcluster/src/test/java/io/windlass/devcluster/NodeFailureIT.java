package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that fail, are cordoned or deleted, on stepped time. */
final class NodeFailureIT {
  private static final String SPEC = "containers: [{name: web, image: 'a:1'}], nodeName: %s";

  @TempDir static Path directory;
  private static SteppedCluster cluster;

  @BeforeAll
  static void open() {
    cluster = SteppedCluster.open(directory);
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  private static void annotate(String node, String fault) {
    String patch =
        "{\"metadata\":{\"annotations\":{\"sim.windlass.io/fault\":%s}}}".formatted(fault);
    assertThat(cluster.http().patch("/api/v1/nodes/" + node, "merge-patch+json", patch).code())
        .isEqualTo(200);
  }

  private static ObjectNode node(String name) {
    return cluster.http().get("/api/v1/nodes/" + name).body();
  }

  private static String ready(String node) {
    for (JsonNode c : node(node).at("/status/conditions")) {
      if (c.path("type").asText().equals("Ready")) {
        return c.path("status").asText() + "/" + c.path("reason").asText();
      }
    }
    return "none";
  }

  private static List<String> taints(String node) {
    List<String> taints = new ArrayList<>();
    for (JsonNode t : node(node).at("/spec/taints")) {
      String key = t.path("key").asText().replace("node.kubernetes.io/", "");
      taints.add(key + ":" + t.path("effect").asText());
    }
    return taints;
  }

  /** Steps the clock until the node reads so; kubelets report at their next heartbeat. */
  private static void until(String node, String ready, String... taints) {
    await()
        .untilAsserted(
            () -> {
              cluster.advance(1);
              assertThat(ready(node)).isEqualTo(ready);
              assertThat(taints(node)).containsExactly(taints);
            });
  }

  @Test
  void aSilentNodeIsUnknownAndItsPodsGoWhenTheyBearItNoLonger() {
    cluster.pod("patient", "a: b", SPEC.formatted("node-0"));
    cluster.pod(
        "hasty",
        "a: b",
        SPEC.formatted("node-0")
            + ", tolerations: [{key: node.kubernetes.io/unreachable, operator: Exists,"
            + " effect: NoExecute, tolerationSeconds: 10}]");
    cluster.until("patient", "web:running:ready:0");
    cluster.until("hasty", "web:running:ready:0");
    fail();
    cluster.advance(15);
    await().until(() -> isDeleted("hasty"));
    assertThat(isDeleted("patient")).isFalse();
    cluster.advance(300);
    await().until(() -> isDeleted("patient"));
    // No kubelet says that the processes have ended, until it is back.
    cluster.advance(60);
    assertThat(cluster.http().get(cluster.podPath("patient")).code()).isEqualTo(200);
    annotate("node-0", "null");
    until("node-0", "True/KubeletReady");
    await().until(() -> cluster.http().get(cluster.podPath("patient")).code() == 404);
  }

  private static boolean isDeleted(String pod) {
    return cluster.pod(pod).at("/metadata/deletionTimestamp").isTextual();
  }

  /** Fails node-0, and waits until the cluster has noticed. */
  private static void fail() {
    annotate("node-0", "\"unreachable\"");
    cluster.advance(20);
    assertThat(ready("node-0")).startsWith("True");
    await()
        .untilAsserted(
            () -> {
              cluster.advance(10);
              assertThat(ready("node-0")).isEqualTo("Unknown/NodeStatusUnknown");
            });
    String[] taints = {"unreachable:NoSchedule", "unreachable:NoExecute"};
    await().untilAsserted(() -> assertThat(taints("node-0")).containsExactly(taints));
    await().until(() -> cluster.condition("patient", "Ready").startsWith("False"));
  }

  @Test
  void aNodeThatIsNotReadySaysSoAndIsTainted() {
    annotate("node-1", "\"not-ready\"");
    until("node-1", "False/KubeletNotReady", "not-ready:NoSchedule", "not-ready:NoExecute");
    annotate("node-1", "null");
    until("node-1", "True/KubeletReady");
  }

  @Test
  void aCordonedNodeIsTainted() {
    String patch = "{\"spec\":{\"unschedulable\":%s}}";
    cluster.http().patch("/api/v1/nodes/node-1", "merge-patch+json", patch.formatted("true"));
    await()
        .untilAsserted(
            () -> assertThat(taints("node-1")).containsExactly("unschedulable:NoSchedule"));
    cluster.http().patch("/api/v1/nodes/node-1", "merge-patch+json", patch.formatted("null"));
    await().untilAsserted(() -> assertThat(taints("node-1")).isEmpty());
  }

  @Test
  void podsOfANodeThatIsGoneGoToo() {
    cluster.pod("orphan", "a: b", SPEC.formatted("node-2"));
    cluster.until("orphan", "web:running:ready:0");
    cluster.http().delete("/api/v1/nodes/node-2", "{}");
    await()
        .until(
            () -> {
              cluster.advance(10);
              return cluster.http().get(cluster.podPath("orphan")).code() == 404;
            });
  }
}
