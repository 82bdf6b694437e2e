package io.windlass.devcluster.sim.daemonset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.Json;
import io.windlass.devcluster.sim.scheduler.DaemonFit;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a DaemonSet does next. A node is {@code FIT} and its pods: {@code a} of the old template,
 * {@code b} of the new one, {@code +} available, {@code -} not, {@code x} over.
 */
final class DaemonPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                     | unavailable | surge | nodes                    | next
          a pod where one is missing               | 1           | 0     | RUN RUN:b+               | +n0
          none where none belongs                  | 1           | 0     | LEAVE:b+ RUN:b+          | -n0
          none is put on a tainted node            | 1           | 0     | STAY RUN:b+              |
          one that is there stays                  | 1           | 0     | STAY:b+ RUN:b+           |
          of two one goes                          | 1           | 0     | RUN:b+b+ RUN:b+          | -n0
          one that is over is replaced             | 1           | 0     | RUN:bx RUN:b+            | -n0
          the first old one goes                   | 1           | 0     | RUN:a+ RUN:a+ RUN:a+     | -n0
          the next one waits for the new one       | 1           | 0     | RUN:b- RUN:a+ RUN:a+     |
          two at once if two may be down           | 2           | 0     | RUN:a+ RUN:a+ RUN:a+     | -n0 -n1
          one that is down already goes in any case | 1          | 0     | RUN:a- RUN:b- RUN:a+     | -n0
          with surge the new one comes first       | 0           | 1     | RUN:a+ RUN:a+            | +n0
          and no other                             | 0           | 1     | RUN:a+b- RUN:a+          |
          the old one goes when the new one is up  | 0           | 1     | RUN:a+b+ RUN:a+          | -n0
          """)
  void next(String rule, int unavailable, int surge, String nodes, String next) {
    DaemonPlan.Rollout rollout = new DaemonPlan.Rollout(false, unavailable, surge, Duration.ZERO);
    DaemonPlan plan = DaemonPlan.next(rollout, nodes(nodes), "b", NOW);
    List<String> words = new ArrayList<>();
    plan.create().forEach(node -> words.add("+" + node));
    plan.delete().forEach(pod -> words.add("-" + pod.life().node()));
    assertThat(String.join(" ", words)).isEqualTo(next == null ? "" : next);
  }

  private static List<NodePods> nodes(String text) {
    List<NodePods> nodes = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      String[] parts = (word + ":").split(":", -1);
      String name = "n" + nodes.size();
      List<PodSight> pods = new ArrayList<>();
      for (int i = 0; i + 1 < parts[1].length(); i += 2) {
        pods.add(pod(name, i, parts[1].charAt(i), parts[1].charAt(i + 1)));
      }
      nodes.add(new NodePods(name, DaemonFit.valueOf(parts[0]), pods));
    }
    return nodes;
  }

  private static PodSight pod(String node, int number, char template, char state) {
    ObjectNode pod = Json.object("{metadata: {labels: {}}, spec: {}, status: {}}");
    pod.withObject("/metadata").put("uid", node + number).put("name", node + number);
    pod.withObject("/metadata/labels").put(DaemonPods.HASH, String.valueOf(template));
    pod.withObject("/spec").put("nodeName", node);
    pod.withObject("/status").put("phase", state == 'x' ? "Failed" : "Running");
    if (state == '+') {
      pod.withObject("/status")
          .putArray("conditions")
          .addObject()
          .put("type", "Ready")
          .put("status", "True")
          .put("lastTransitionTime", NOW.toString());
    }
    return PodSight.of(pod);
  }
}
