package io.windlass.devcluster.sim.replicaset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of two pods goes first. */
final class DeletionOrderTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          goes first                                | uid | node | phase   | ready seconds | cost | restarts | age seconds
          one that has no node                      | b   |      | Pending | -1            | 0    | 0        | 3600
          one that has not started                  | b   | n1   | Pending | -1            | 0    | 0        | 3600
          one that is not ready                     | b   | n1   | Running | -1            | 0    | 0        | 3600
          one that is cheaper                       | b   | n1   | Running | 3600          | -1   | 0        | 3600
          one on a crowded node                     | b   | n2   | Running | 3600          | 0    | 0        | 3600
          one that has been ready for less          | b   | n1   | Running | 60            | 0    | 0        | 3600
          one that has restarted more               | b   | n1   | Running | 3600          | 0    | 3        | 3600
          one that is younger                       | b   | n1   | Running | 3600          | 0    | 0        | 60
          of equals the one of the smaller uid      | 0   | n1   | Running | 3600          | 0    | 0        | 3600
          of the same magnitude of age the same     | 0   | n1   | Running | 3600          | 0    | 0        | 3500
          """)
  void goesFirst(
      String goesFirst,
      String uid,
      String node,
      String phase,
      int ready,
      int cost,
      int restarts,
      int age) {
    PodSight other = pod("a", "n1", "Running", new int[] {3600, 0, 0, 3600});
    PodSight first =
        pod(uid, node == null ? "" : node, phase, new int[] {ready, cost, restarts, age});
    DeletionOrder order = new DeletionOrder(Map.of("n1", 1L, "n2", 2L), NOW);
    assertThat(order.first(1, List.of(other, first))).containsExactly(first);
    assertThat(order.first(2, List.of(first, other))).containsExactly(first, other);
  }

  private static PodSight pod(String uid, String node, String phase, int[] numbers) {
    ObjectNode pod = Json.object("{metadata: {annotations: {}}, spec: {}, status: {}}");
    pod.withObject("/metadata").put("uid", uid).put("creationTimestamp", ago(numbers[3]));
    pod.withObject("/metadata/annotations")
        .put("controller.kubernetes.io/pod-deletion-cost", Integer.toString(numbers[1]));
    pod.withObject("/spec").put("nodeName", node);
    ObjectNode status = pod.withObject("/status").put("phase", phase);
    status.putArray("containerStatuses").addObject().put("restartCount", numbers[2]);
    if (numbers[0] >= 0) {
      ObjectNode condition = status.putArray("conditions").addObject();
      condition.put("type", "Ready").put("status", "True");
      condition.put("lastTransitionTime", ago(numbers[0]));
    }
    return PodSight.of(pod);
  }

  private static String ago(int seconds) {
    return NOW.minusSeconds(seconds).toString();
  }
}
