package io.windlass.devcluster.sim.replicaset;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.Conditions;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a ReplicaSet's status says of its pods. Pure. */
final class ReplicaSetStatus {
  private ReplicaSetStatus() {}

  /**
   * Renders it.
   *
   * @param pods its active pods
   * @param failure why replicas could not be made or removed, as a condition says it
   */
  static ObjectNode render(
      ObjectNode set, List<PodSight> pods, Optional<Says> failure, Instant now) {
    Duration minReady = Duration.ofSeconds(set.at("/spec/minReadySeconds").asLong());
    Map<String, String> labels = Meta.strings(set.at("/spec/template/metadata/labels"));
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("replicas", pods.size());
    count(
        status,
        "fullyLabeledReplicas",
        pods.stream().filter(p -> p.labels().entrySet().containsAll(labels.entrySet())).count());
    count(status, "readyReplicas", pods.stream().filter(PodSight::isReady).count());
    count(
        status,
        "availableReplicas",
        pods.stream().filter(p -> p.isAvailable(minReady, now)).count());
    status.put("observedGeneration", set.at("/metadata/generation").asLong());
    Conditions conditions = Conditions.of(set.path("status"), now);
    failure.ifPresentOrElse(
        says -> conditions.say(says, ""), () -> conditions.remove("ReplicaFailure"));
    conditions.into(status);
    return status;
  }

  /** When the next of these pods will have been ready long enough. */
  static Optional<Instant> nextAvailable(List<PodSight> pods, Duration minReady, Instant now) {
    return pods.stream()
        .map(pod -> pod.availableAt(minReady))
        .flatMap(Optional::stream)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo);
  }

  private static void count(ObjectNode status, String field, long number) {
    if (number > 0) {
      status.put(field, (int) number);
    }
  }
}
