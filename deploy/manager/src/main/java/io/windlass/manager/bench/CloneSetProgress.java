package io.windlass.manager.bench;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/**
 * How far a CloneSet says that it is.
 *
 * @param observedGeneration of the spec that the numbers are about
 * @param replicas pods that there are
 * @param updatedReady of these, the ready ones with the newest template
 */
record CloneSetProgress(long observedGeneration, int replicas, int updatedReady) {
  static CloneSetProgress of(GenericKubernetesResource cloneSet) {
    return new CloneSetProgress(
        number(cloneSet, "observedGeneration"),
        Math.toIntExact(number(cloneSet, "replicas")),
        Math.toIntExact(number(cloneSet, "updatedReadyReplicas")));
  }

  /** How many of so many pods are where the phase wants them. */
  int done(Phase phase, int pods) {
    return phase == Phase.SCALE_IN ? pods - Math.min(replicas, pods) : Math.min(updatedReady, pods);
  }

  /** Whether a phase has come to its end. */
  boolean isAtEnd(Phase phase, int pods, long generation) {
    return observedGeneration >= generation
        && replicas == phase.podsAfter(pods)
        && updatedReady == phase.podsAfter(pods);
  }

  private static long number(GenericKubernetesResource cloneSet, String field) {
    return cloneSet.get("status", field) instanceof Number number ? number.longValue() : 0;
  }
}
