package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.schedule.Bounds;
import java.time.Instant;
import java.util.Map;

/**
 * One look of a simulation.
 *
 * @param load by metric, in thousandths
 * @param bounds that the schedule wants
 * @param before replicas before the decision
 * @param after replicas from then on
 */
public record Moment(
    Instant at,
    Map<String, Long> load,
    Bounds bounds,
    long before,
    long after,
    String reason,
    String why) {
  public Moment {
    load = Map.copyOf(load);
  }
}
