package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.pace.Behavior;
import io.windlass.core.autoscaling.schedule.Occurrence;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions follow: the part of a spec that says how many, without whose.
 *
 * @param overrides other targets by window and metric
 * @param behavior empty where the spec has none
 */
public record AutoscalerRules(
    Mode mode,
    Schedule schedule,
    List<MetricSpec> metrics,
    Map<String, Map<String, MetricTarget>> overrides,
    Optional<Behavior> behavior,
    SchedulePolicy policy,
    Optional<Fallback> fallback) {
  public AutoscalerRules {
    metrics = List.copyOf(metrics);
    overrides = Map.copyOf(overrides);
  }

  /** Whether it acts. */
  public enum Mode {
    ACTIVE,
    DRY_RUN,
    PAUSED
  }

  /**
   * How windows and metrics go together.
   *
   * @param floorJump whether a raised floor is reached at once
   * @param freeWithoutMetrics whether the count stays inside the bounds where there are no metrics
   */
  public record SchedulePolicy(boolean floorJump, boolean freeWithoutMetrics) {
    public static final SchedulePolicy DEFAULT = new SchedulePolicy(true, false);
  }

  /** What to have when metrics failed so often in a row. */
  public record Fallback(long failureThreshold, long replicas) {}

  /** The metrics with the targets that hold while these occurrences are active. */
  List<MetricSpec> metricsDuring(List<Occurrence> active) {
    List<Window> windows =
        active.stream()
            .map(Occurrence::window)
            .sorted(Comparator.comparingInt(Window::priority).reversed())
            .toList();
    return metrics.stream().map(metric -> during(windows, metric)).toList();
  }

  private MetricSpec during(List<Window> windows, MetricSpec metric) {
    for (Window window : windows) {
      Map<String, MetricTarget> targets = overrides.getOrDefault(window.name(), Map.of());
      if (targets.containsKey(metric.name())) {
        return metric.with(targets.getOrDefault(metric.name(), metric.target()));
      }
    }
    return metric;
  }
}
