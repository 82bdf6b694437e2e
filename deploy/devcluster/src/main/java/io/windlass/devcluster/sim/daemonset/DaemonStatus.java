package io.windlass.devcluster.sim.daemonset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.scheduler.DaemonFit;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What a DaemonSet's status says of its nodes. Pure. */
final class DaemonStatus {
  private DaemonStatus() {}

  static ObjectNode render(
      ObjectNode set, List<NodePods> nodes, String hash, int collisions, Instant now) {
    Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
    List<NodePods> wanted = nodes.stream().filter(n -> n.fit() == DaemonFit.RUN).toList();
    int available = count(wanted, pod -> pod.isAvailable(minReady, now));
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("currentNumberScheduled", count(wanted, pod -> true));
    status.put(
        "numberMisscheduled",
        (int)
            nodes.stream().filter(n -> n.fit() != DaemonFit.RUN && !n.active().isEmpty()).count());
    status.put("desiredNumberScheduled", wanted.size());
    status.put("numberReady", count(wanted, PodSight::isReady));
    status.put("observedGeneration", set.at("/metadata/generation").asLong());
    putUnlessZero(status, "updatedNumberScheduled", count(wanted, p -> NodePods.isOf(p, hash)));
    putUnlessZero(status, "numberAvailable", available);
    putUnlessZero(status, "numberUnavailable", wanted.size() - available);
    putUnlessZero(status, "collisionCount", collisions);
    return status;
  }

  // Of several pods on a node the oldest one counts.
  private static int count(List<NodePods> nodes, Predicate<PodSight> rule) {
    return (int)
        nodes.stream()
            .map(node -> node.active().stream().findFirst())
            .flatMap(Optional::stream)
            .filter(rule)
            .count();
  }

  private static void putUnlessZero(ObjectNode status, String field, int number) {
    if (number > 0) {
      status.put(field, number);
    }
  }
}
