package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.metric.Reading;
import java.time.Instant;
import java.util.Map;

/** Whoever sets the replicas of a simulated workload; a value, so that each turn gives the next. */
interface Scaler {
  /**
   * What it sees.
   *
   * @param atStep whether this is a regular step, not only an edge of the schedule
   */
  record Sight(
      Instant now,
      long current,
      Map<String, Reading> readings,
      boolean zeroIsOurs,
      boolean atStep) {}

  /**
   * What it does.
   *
   * @param next what takes the next turn
   */
  record Turn(long replicas, String reason, String why, Scaler next) {}

  Turn turn(Sight sight);
}
