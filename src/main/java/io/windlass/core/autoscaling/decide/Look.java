package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.pace.Memory;
import java.time.Instant;
import java.util.Map;

/**
 * Everything that a decision looks at beside its rules.
 *
 * @param current {@code spec.replicas} of the scale
 * @param readings by name of the metric; one that is not there is as one that could not be had
 * @param zeroIsOurs whether the last who wrote 0 was this autoscaler
 */
public record Look(
    Instant now, long current, Map<String, Reading> readings, Memory memory, boolean zeroIsOurs) {
  public Look {
    readings = Map.copyOf(readings);
  }
}
