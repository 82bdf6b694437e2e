package io.windlass.devcluster.api;

import java.time.Duration;
import java.util.Optional;

/**
 * How a watch goes, beyond what its request says.
 *
 * @param cutAfter when its connection is dropped, from its begin on, on the cluster's clock
 * @param delay how much later its events come, on the cluster's clock
 * @param expired whether it is told that its version is too old, instead of beginning
 */
public record WatchCourse(Optional<Duration> cutAfter, Duration delay, boolean expired) {
  /** As its request says. */
  public static final WatchCourse USUAL = new WatchCourse(Optional.empty(), Duration.ZERO, false);
}
