package io.windlass.core.autoscaling.metric;

/** What a metric should be kept at. */
public sealed interface MetricTarget {
  /** Percent of what the pods request. */
  record Utilization(long percent) implements MetricTarget {}

  /** For each pod, on average. */
  record AverageValue(long milli) implements MetricTarget {}

  /** As a whole. */
  record Value(long milli) implements MetricTarget {}
}
