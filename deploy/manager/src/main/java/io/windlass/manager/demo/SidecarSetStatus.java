package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Objects;

/** What a SidecarSet's status says. */
final class SidecarSetStatus {
  private static final List<String> COUNTERS =
      List.of("matchedPods", "updatedPods", "readyPods", "updatedReadyPods");

  private SidecarSetStatus() {}

  /** Whether this many pods, and no others, have the newest sidecars and serve. */
  static boolean isUpgraded(GenericKubernetesResource sidecarSet, int pods) {
    return Objects.equals(
            sidecarSet.get("status", "observedGeneration"),
            Math.toIntExact(sidecarSet.getMetadata().getGeneration()))
        && COUNTERS.stream()
            .allMatch(counter -> Objects.equals(sidecarSet.get("status", counter), pods));
  }

  /** The statement that it says so. */
  static Check upgraded(GenericKubernetesResource sidecarSet, int pods) {
    List<String> said =
        COUNTERS.stream()
            .map(counter -> counter + " " + sidecarSet.<Object>get("status", counter))
            .toList();
    return new Check(
        "the SidecarSet's status says so of %d pods".formatted(pods),
        isUpgraded(sidecarSet, pods),
        String.join(", ", said));
  }
}
