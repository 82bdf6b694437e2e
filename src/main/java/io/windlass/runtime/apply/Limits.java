package io.windlass.runtime.apply;

import java.util.Optional;

/**
 * How hard the cluster may be pressed.
 *
 * @param concurrency writes of one plan in flight at once, at least 1
 * @param perPlan writes of one plan that are sent in one go; about a second's worth, so that a plan
 *     is never much older than that. Whoever has more to do plans again. At least 1.
 * @param rate writes of the whole process; empty for no limit
 */
public record Limits(int concurrency, int perPlan, Optional<Rate> rate) {
  /** 16 at once, 200 a second, 400 in a burst. */
  public static final Limits DEFAULT = new Limits(16, 200, Optional.of(new Rate(200, 400)));

  /** For clusters whose own fairness is limit enough, and for measurements. */
  public static final Limits UNLIMITED = new Limits(16, 1_000, Optional.empty());

  private static final int MOST_PER_PLAN = 1_000;

  /** The usual limits with another rate. */
  public static Limits of(Rate rate) {
    return new Limits(
        DEFAULT.concurrency, Math.min(rate.perSecond(), MOST_PER_PLAN), Optional.of(rate));
  }

  public Limits {
    if (concurrency < 1 || perPlan < 1) {
      throw new IllegalArgumentException(
          "limits must let something through: concurrency " + concurrency + ", perPlan " + perPlan);
    }
  }

  /**
   * A token bucket.
   *
   * @param perSecond writes a second in the long run, at least 1
   * @param burst writes that may follow a pause at once, at least 1
   */
  public record Rate(int perSecond, int burst) {
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a rate must let something through: " + perSecond + "/s, burst " + burst);
      }
    }
  }
}
