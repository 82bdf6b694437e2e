package io.windlass.runtime.queue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How soon a key runs again.
 *
 * @param firstBackOff after the first failure; doubles with each further one
 * @param longestBackOff the most that failures delay
 * @param planShare a key starts again no earlier than this many times its last plan time after its
 *     last start, so planning for one key stays below {@code 1/planShare} of a core; 0 for no
 *     pacing
 * @param longestPause the most that pacing delays a start after the last start
 */
public record Pace(
    Duration firstBackOff, Duration longestBackOff, int planShare, Duration longestPause) {
  /** Back-off of 5 ms to 1000 s; a tenth of a core up to plans of 250 ms. */
  public static final Pace DEFAULT =
      new Pace(Duration.ofMillis(5), Duration.ofSeconds(1_000), 10, Duration.ofMillis(2_500));

  public Pace {
    if (!firstBackOff.isPositive() || longestBackOff.compareTo(firstBackOff) < 0) {
      throw new IllegalArgumentException(
          "a back-off grows from something: " + firstBackOff + " .. " + longestBackOff);
    }
    if (planShare < 0 || longestPause.isNegative()) {
      throw new IllegalArgumentException(
          "pacing cannot look back: " + planShare + " x, at most " + longestPause);
    }
  }

  /** The delay after so many failures, at least 1. */
  public Duration backOff(int failures) {
    int doublings = failures - 1;
    long longest = longestBackOff.toNanos();
    long first = firstBackOff.toNanos();
    boolean grownUp = doublings >= Long.SIZE - 1 || first > longest >> doublings;
    return grownUp ? longestBackOff : Duration.ofNanos(first << doublings);
  }

  /** How long after its last start a key rests that took so long to plan. */
  public long pauseMicros(long planMicros) {
    long longest = TimeUnit.NANOSECONDS.toMicros(longestPause.toNanos());
    return planMicros <= 0 ? 0 : Math.min(planMicros * planShare, longest);
  }
}
