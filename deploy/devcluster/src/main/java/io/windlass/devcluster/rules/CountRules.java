package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What the numbers in the status of a workload must be. Stateless. */
final class CountRules {
  private static final List<String> OF_DAEMONS =
      List.of(
          "currentNumberScheduled",
          "numberMisscheduled",
          "desiredNumberScheduled",
          "numberReady",
          "observedGeneration",
          "updatedNumberScheduled",
          "numberAvailable",
          "numberUnavailable",
          "collisionCount");

  private CountRules() {}

  /**
   * Numbers of pods: none is negative, none of a part is more than the whole.
   *
   * @param parts further counts that cannot be more than {@code replicas}, comma-separated
   */
  static void replicas(At status, String parts, FaultList faults) {
    List<String> counts = List.of((parts + ",readyReplicas,availableReplicas").split(","));
    long replicas = status.field("replicas").value().asLong();
    notNegative(
        status,
        List.of("replicas", "observedGeneration", "unavailableReplicas", "collisionCount"),
        faults);
    notNegative(status, counts, faults);
    for (String count : counts) {
      if (status.field(count).value().asLong() > replicas) {
        faults.invalid(status.field(count), "cannot be greater than status.replicas");
      }
    }
    At available = status.field("availableReplicas");
    if (available.value().asLong() > status.field("readyReplicas").value().asLong()) {
      faults.invalid(available, "cannot be greater than readyReplicas");
    }
  }

  static void daemons(At status, FaultList faults) {
    notNegative(status, OF_DAEMONS, faults);
  }

  static void notNegative(At status, List<String> counts, FaultList faults) {
    counts.forEach(count -> faults.notNegative(status.field(count)));
  }

  /** Collisions of names are only ever counted up. */
  static void collisions(At status, JsonNode before, FaultList faults) {
    At now = status.field("collisionCount");
    JsonNode old = before.path("status").path("collisionCount");
    if (old.isNumber() && (!now.isSet() || now.value().asLong() < old.asLong())) {
      faults.invalid(now, Long.toString(now.value().asLong()), "cannot be decremented");
    }
  }
}
