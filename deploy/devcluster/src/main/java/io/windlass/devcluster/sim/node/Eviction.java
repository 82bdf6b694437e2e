package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.roster.PodShape.Toleration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a pod must leave a node for its taints with the effect NoExecute. Pure.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions">
 *     Taint based evictions</a>
 */
final class Eviction {
  /** A taint that drives pods away, since a moment. */
  record Taint(String key, String value, Instant since) {}

  private Eviction() {}

  /** The taints of a node that drive pods away; one without a moment has come now. */
  static List<Taint> taints(JsonNode node, Instant now) {
    List<Taint> taints = new ArrayList<>();
    for (JsonNode t : node.path("spec").path("taints")) {
      if (t.path("effect").asText().equals("NoExecute")) {
        Instant since = Meta.moment(t.path("timeAdded")).orElse(now);
        taints.add(new Taint(t.path("key").asText(), t.path("value").asText(), since));
      }
    }
    return taints;
  }

  /**
   * The moment; empty if the pod may stay. A pod that bears each taint for some time stays for the
   * shortest of those times after the last of them came.
   */
  static Optional<Instant> due(List<Taint> taints, List<Toleration> tolerations, Instant now) {
    Optional<Duration> shortest = Optional.empty();
    Instant last = Instant.MIN;
    for (Taint taint : taints) {
      List<Toleration> bearing =
          tolerations.stream()
              .filter(t -> t.bears(taint.key(), taint.value(), "NoExecute"))
              .toList();
      if (bearing.isEmpty()) {
        return Optional.of(now);
      }
      last = taint.since().isAfter(last) ? taint.since() : last;
      for (Toleration toleration : bearing) {
        Optional<Duration> its = toleration.seconds().map(s -> Duration.ofSeconds(Math.max(0, s)));
        Optional<Duration> best = shortest;
        shortest = its.filter(d -> best.isEmpty() || d.compareTo(best.get()) < 0).or(() -> best);
      }
    }
    return shortest.map(last::plus);
  }
}
