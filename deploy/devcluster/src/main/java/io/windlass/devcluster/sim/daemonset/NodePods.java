package io.windlass.devcluster.sim.daemonset;

import io.windlass.devcluster.sim.scheduler.DaemonFit;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a DaemonSet has on one node. */
record NodePods(String node, DaemonFit fit, List<PodSight> pods) {
  NodePods {
    pods =
        pods.stream()
            .sorted(Comparator.comparing(PodSight::created).thenComparing(PodSight::uid))
            .toList();
  }

  static boolean isOf(PodSight pod, String hash) {
    return pod.labels().getOrDefault(DaemonPods.HASH, "").equals(hash);
  }

  /** The pods that are neither over nor going. */
  List<PodSight> active() {
    return pods.stream().filter(PodSight::isActive).toList();
  }

  Optional<PodSight> updated(String hash) {
    return active().stream().filter(pod -> isOf(pod, hash)).findFirst();
  }

  Optional<PodSight> outdated(String hash) {
    return active().stream().filter(pod -> !isOf(pod, hash)).findFirst();
  }

  boolean isAvailable(Optional<PodSight> pod, Duration minReady, Instant now) {
    return pod.filter(p -> p.isAvailable(minReady, now)).isPresent();
  }
}
