package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a CloneSet's status says. */
final class CloneSetStatus {
  private CloneSetStatus() {}

  /** Whether the newest template runs and is available in this many pods. */
  static boolean isRolledOut(GenericKubernetesResource cloneSet, int replicas) {
    return Objects.equals(
            cloneSet.get("status", "observedGeneration"),
            Math.toIntExact(cloneSet.getMetadata().getGeneration()))
        && Objects.equals(cloneSet.get("status", "updatedReplicas"), replicas)
        && Objects.equals(cloneSet.get("status", "updatedAvailableReplicas"), replicas);
  }

  /** Whether as many pods as the partition lets through have the newest template. */
  static boolean isAtPartition(GenericKubernetesResource cloneSet, int updated) {
    return Objects.equals(
            cloneSet.get("status", "observedGeneration"),
            Math.toIntExact(cloneSet.getMetadata().getGeneration()))
        && Objects.equals(cloneSet.get("status", "expectedUpdatedReplicas"), updated)
        && Objects.equals(cloneSet.get("status", "updatedAvailableReplicas"), updated);
  }

  /** The message of condition {@code Valid=False}; empty while there is none. */
  static Optional<String> faults(GenericKubernetesResource cloneSet) {
    Object conditions = cloneSet.get("status", "conditions");
    return conditions instanceof List<?> all
        ? all.stream()
            .filter(one -> is(one, "type", "Valid") && is(one, "status", "False"))
            .map(one -> String.valueOf(((Map<?, ?>) one).get("message")))
            .findFirst()
        : Optional.empty();
  }

  private static boolean is(Object condition, String field, String value) {
    return condition instanceof Map<?, ?> fields && value.equals(fields.get(field));
  }
}
