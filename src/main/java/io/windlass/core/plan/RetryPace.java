package io.windlass.core.plan;

import java.time.Duration;

/** How long to wait before the server is asked again for what it refused. Stateless. */
public final class RetryPace {
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 10;

  private RetryPace() {}

  /**
   * The wait after so many refusals in a row: twice as long each time, at most 5 minutes.
   *
   * @param first after the first refusal
   * @param times at least 1
   */
  public static Duration after(Duration first, int times) {
    Duration wait = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
