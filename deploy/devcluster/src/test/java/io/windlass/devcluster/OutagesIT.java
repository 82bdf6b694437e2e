package io.windlass.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windlass.devcluster.chaos.ChaosFile;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.chaos.Outages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outages by schedule, and what a cluster forgets, on stepped time. */
final class OutagesIT {
  private static final String SPEC = "containers: [{name: web, image: 'a:1'}]";

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

  private static ChaosPlan plan(String outage) {
    String file = "{outages: [%s]}".formatted(outage);
    return ChaosFile.read(file.getBytes(StandardCharsets.UTF_8));
  }

  private static String fault(String node) {
    return cluster
        .http()
        .get("/api/v1/nodes/" + node)
        .body()
        .path("metadata")
        .path("annotations")
        .path("sim.windlass.io/fault")
        .asText("none");
  }

  @Test
  void aNodeFailsAndIsMendedAgainAndAgain() {
    try (Outages outages =
        cluster.outages(plan("{at: 10s, every: 1m, for: 20s, node: {name: node-0}}"))) {
      assertThat(outages).isNotNull();
      assertThat(fault("node-0")).isEqualTo("none");
      cluster.advance(10);
      assertThat(fault("node-0")).isEqualTo("unreachable");
      cluster.advance(20);
      assertThat(fault("node-0")).isEqualTo("none");
      cluster.advance(40);
      assertThat(fault("node-0")).isEqualTo("unreachable");
      cluster.advance(20);
    }
    cluster.advance(120);
    assertThat(fault("node-0")).isEqualTo("none");
  }

  @Test
  void asManyPodsAsItSaysAreDeletedOrCrash() {
    for (String name : new String[] {"a", "b"}) {
      cluster.pod(name, "x: y", SPEC);
      cluster.until(name, "web:running:ready:0");
    }
    try (Outages outages =
        cluster.outages(plan("{for: 1s, pods: {namespace: team, fault: crash, count: 2}}"))) {
      assertThat(outages).isNotNull();
      await()
          .untilAsserted(
              () -> {
                cluster.advance(1);
                assertThat(restarts("a") + restarts("b")).isGreaterThanOrEqualTo(2);
              });
    }
    int before = pods();
    try (Outages outages = cluster.outages(plan("{pods: {namespace: team}}"))) {
      assertThat(outages).isNotNull();
      await().until(() -> pods() == before - 1);
    }
  }

  private static int restarts(String pod) {
    return cluster.pod(pod).at("/status/containerStatuses/0/restartCount").asInt();
  }

  private static int pods() {
    return cluster.http().get(cluster.path("pods")).body().path("items").size();
  }

  @Test
  void eventsAreForgottenAfterAnHour() {
    cluster.pod("told", "x: y", SPEC);
    cluster.until("told", "web:running:ready:0");
    await().until(() -> !cluster.events("told").isEmpty());
    await()
        .until(
            () -> {
              cluster.advance(3660);
              return cluster.events("told").isEmpty();
            });
  }
}
