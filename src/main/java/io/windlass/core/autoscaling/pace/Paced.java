package io.windlass.core.autoscaling.pace;

/**
 * A count after one stage.
 *
 * @param reason in Kubernetes' words
 * @param cut whether the stage changed the count
 */
public record Paced(long replicas, String reason, boolean cut, String detail) {
  static Paced of(long before, long after, String reason, String detail) {
    return new Paced(after, reason, before != after, detail);
  }
}
