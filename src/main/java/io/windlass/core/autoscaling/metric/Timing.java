package io.windlass.core.autoscaling.metric;

import java.time.Duration;

/**
 * From when on the CPU of a young pod counts.
 *
 * @param initialization how long after its start a pod's CPU counts only while it is ready
 * @param readinessDelay how long after its start a pod that is not ready may still become so first
 */
public record Timing(Duration initialization, Duration readinessDelay) {
  /** That of kube-controller-manager. */
  public static final Timing DEFAULT = new Timing(Duration.ofMinutes(5), Duration.ofSeconds(30));
}
