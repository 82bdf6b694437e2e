package io.windlass.core.autoscaling.metric;

/** What one metric asks for. */
public sealed interface Proposal {
  /** The metric that asks. */
  MetricSpec metric();

  /**
   * So many replicas.
   *
   * @param reason one word
   * @param detail the figures
   */
  record Asks(MetricSpec metric, long replicas, String reason, String detail) implements Proposal {}

  /** It cannot be told. */
  record Fails(MetricSpec metric, String reason, String message) implements Proposal {}
}
