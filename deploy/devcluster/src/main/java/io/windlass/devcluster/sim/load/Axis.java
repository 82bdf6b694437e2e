package io.windlass.devcluster.sim.load;

import java.time.Duration;
import java.time.Instant;

/** What the times of a curve count from. Immutable. */
public sealed interface Axis {
  /** From the start of the pod on. */
  record Age() implements Axis {}

  /** The same again after each period, counted from midnight UTC of 1 January 1970. */
  record Cycle(Duration period) implements Axis {}

  /** Where on the axis a pod stands that began at a moment; seconds. */
  default double seconds(Instant now, Instant began) {
    return switch (this) {
      case Age() -> Math.max(0, seconds(Duration.between(began, now)));
      case Cycle(Duration period) -> {
        double all = now.getEpochSecond() + now.getNano() / 1e9;
        yield all % seconds(period);
      }
    };
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
