package io.windlass.core.autoscaling.metric;

import io.windlass.core.autoscaling.metric.Proposal.Asks;
import io.windlass.core.autoscaling.metric.Proposal.Fails;
import java.time.Instant;
import java.util.Locale;

/**
 * Turns readings into proposals. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/workloads/autoscaling/horizontal-pod-autoscale/">
 *     the algorithm in Kubernetes' documentation</a>
 */
public final class Proposals {
  private Proposals() {}

  /** What is the same for all metrics at one look. */
  public record Look(long current, Tolerance tolerance, Instant now, Timing timing) {}

  /** The proposal of one metric. */
  public static Proposal of(MetricSpec metric, Reading reading, Look look) {
    return switch (reading) {
      case Reading.Unavailable(String message) -> fails(metric, message);
      case Reading.OfPods pods -> new PodArithmetic(metric, look).proposal(pods.pods());
      case Reading.OfWhole whole -> ofWhole(metric, whole, look);
    };
  }

  static Fails fails(MetricSpec metric, String message) {
    return new Fails(metric, metric.kind().failure(), message);
  }

  private static Proposal ofWhole(MetricSpec metric, Reading.OfWhole whole, Look look) {
    return switch (metric.target()) {
      case MetricTarget.Value(long milli) -> asAWhole(metric, whole, milli, look);
      case MetricTarget.AverageValue(long milli) -> onAverage(metric, whole, milli, look);
      case MetricTarget.Utilization _ ->
          new Fails(metric, "InvalidMetricSourceType", "a utilisation needs pods that request");
    };
  }

  private static Proposal asAWhole(
      MetricSpec metric, Reading.OfWhole whole, long target, Look look) {
    double ratio = (double) whole.totalMilli() / target;
    String detail = whole(whole, target, ratio);
    if (look.current() == 0) {
      return asks(metric, count(Math.ceil(ratio)), look, detail);
    }
    return look.tolerance().covers(ratio)
        ? within(metric, look.current(), detail)
        : asks(metric, count(Math.ceil(ratio * whole.readyPods())), look, detail);
  }

  private static Proposal onAverage(
      MetricSpec metric, Reading.OfWhole whole, long target, Look look) {
    double ratio = whole.totalMilli() / ((double) target * whole.replicas());
    String detail = whole(whole, target, ratio);
    return look.tolerance().covers(ratio)
        ? within(metric, whole.replicas(), detail)
        : asks(metric, count(Math.ceil((double) whole.totalMilli() / target)), look, detail);
  }

  private static String whole(Reading.OfWhole whole, long target, double ratio) {
    return "value %s against %s; ratio %s"
        .formatted(milli(whole.totalMilli()), milli(target), ratio(ratio));
  }

  static Asks within(MetricSpec metric, long replicas, String detail) {
    return new Asks(metric, replicas, "WithinTolerance", detail);
  }

  static Asks asks(MetricSpec metric, long replicas, Look look, String detail) {
    String reason =
        replicas > look.current()
            ? "AboveTarget"
            : replicas < look.current() ? "BelowTarget" : "NoChange";
    return new Asks(metric, replicas, reason, detail);
  }

  // Kubernetes counts in int32 and stops at its end.
  static long count(double replicas) {
    return (long) Math.min(replicas, Integer.MAX_VALUE);
  }

  static String milli(long milli) {
    return milli % 1000 == 0 ? String.valueOf(milli / 1000) : milli + "m";
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.3f", ratio);
  }
}
