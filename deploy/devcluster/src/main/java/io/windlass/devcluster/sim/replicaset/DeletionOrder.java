package io.windlass.devcluster.sim.replicaset;

import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which pods a ReplicaSet gives up first: those that are worth least. Ages are compared by orders
 * of magnitude only (KEP-2185), so that a scale-down does not always hit the same failure domain.
 * Pure.
 */
final class DeletionOrder {
  private final Map<String, Long> neighbours;
  private final Instant now;

  /**
   * @param neighbours how many active pods of the same application each node has
   */
  DeletionOrder(Map<String, Long> neighbours, Instant now) {
    this.neighbours = Map.copyOf(neighbours);
    this.now = now;
  }

  /** The first so many of these pods to go. */
  List<PodSight> first(int count, List<PodSight> pods) {
    return pods.stream().sorted(comparator()).limit(count).toList();
  }

  private Comparator<PodSight> comparator() {
    return Comparator.<PodSight, Boolean>comparing(pod -> !pod.life().node().isEmpty())
        .thenComparing(pod -> pod.life().phase())
        .thenComparing(PodSight::isReady)
        .thenComparingInt(pod -> pod.notes().deletionCost())
        .thenComparing(Comparator.comparingLong(this::crowd).reversed())
        .thenComparing(Comparator.comparingInt(this::readyMagnitude))
        .thenComparing(Comparator.comparingInt((PodSight p) -> p.life().restarts()).reversed())
        .thenComparing(Comparator.comparingInt(this::ageMagnitude))
        .thenComparing(PodSight::uid);
  }

  private long crowd(PodSight pod) {
    return neighbours.getOrDefault(pod.life().node(), 0L);
  }

  private int readyMagnitude(PodSight pod) {
    return pod.life().readySince().map(this::magnitude).orElse(0);
  }

  private int ageMagnitude(PodSight pod) {
    return magnitude(pod.created());
  }

  private int magnitude(Instant since) {
    long nanos = Math.max(0, Duration.between(since, now).toNanos());
    return 64 - Long.numberOfLeadingZeros(nanos);
  }
}
