package io.windlass.core.autoscaling.metric;

import java.util.List;

/** What was read of one metric at one look. */
public sealed interface Reading {
  /** All pods of the selector, measured or not. */
  record OfPods(List<PodReading> pods) implements Reading {
    public OfPods {
      pods = List.copyOf(pods);
    }
  }

  /**
   * One figure for the whole.
   *
   * @param totalMilli sum of all series
   * @param readyPods pods that are running and ready
   * @param replicas {@code status.replicas} of the scale
   */
  record OfWhole(long totalMilli, long readyPods, long replicas) implements Reading {}

  /** Nothing. */
  record Unavailable(String message) implements Reading {}
}
