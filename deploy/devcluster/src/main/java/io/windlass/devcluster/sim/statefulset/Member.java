package io.windlass.devcluster.sim.statefulset;

import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One pod of a StatefulSet.
 *
 * @param ordinal the number in its name
 */
record Member(int ordinal, PodSight pod) {
  static final String REVISION = "controller-revision-hash";

  /** The member that a pod is by its name; empty if its name is none of the set's. */
  static Optional<Member> of(String set, PodSight pod) {
    String prefix = set + "-";
    String number = pod.name().startsWith(prefix) ? pod.name().substring(prefix.length()) : "";
    return number.matches("0|[1-9]\\d{0,8}")
        ? Optional.of(new Member(Integer.parseInt(number), pod))
        : Optional.empty();
  }

  String revision() {
    return pod.labels().getOrDefault(REVISION, "");
  }

  boolean isReady() {
    return pod.life().phase() == PodSight.Phase.RUNNING && pod.isReady();
  }

  /** Ready and not about to go. */
  boolean isHealthy() {
    return isReady() && !pod.isDeleting();
  }

  boolean isAvailable(Duration minReady, Instant now) {
    return isReady() && pod.isAvailable(minReady, now);
  }
}
