package io.windlass.manager.settings;

/**
 * What the operator lets autoscalers do.
 *
 * @param maxReplicasLimit the most replicas that one may ask for
 * @param hpas what is said to a HorizontalPodAutoscaler on a target that is scaled already
 */
public record AutoscalingSettings(long maxReplicasLimit, HpaAnswer hpas) {
  public static final AutoscalingSettings DEFAULT = new AutoscalingSettings(5000, HpaAnswer.WARN);

  public AutoscalingSettings {
    if (maxReplicasLimit < 1) {
      throw new IllegalArgumentException("no limit of replicas: " + maxReplicasLimit);
    }
  }

  /** An answer to a second autoscaler of a core type, which nobody likes to see blocked. */
  public enum HpaAnswer {
    WARN,
    REFUSE
  }
}
