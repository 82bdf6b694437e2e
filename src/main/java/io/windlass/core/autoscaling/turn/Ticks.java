package io.windlass.core.autoscaling.turn;

import java.time.Duration;
import java.time.Instant;

/**
 * When the metrics of a namespace are looked at: about every 15 seconds, up to a tenth earlier or
 * later. All autoscalers of a namespace share its ticks, so that they share one reading; every
 * process finds the same ticks, so that a restart changes none. Stateless.
 */
public final class Ticks {
  public static final Duration PERIOD = Duration.ofSeconds(15);

  private static final long PERIOD_MILLIS = PERIOD.toMillis();
  private static final long JITTER_MILLIS = PERIOD_MILLIS / 10;

  private Ticks() {}

  /** The first tick after an instant. */
  public static Instant after(String namespace, Instant now) {
    long millis = now.toEpochMilli();
    long number = Math.floorDiv(millis, PERIOD_MILLIS) - 1;
    while (tick(namespace, number) <= millis) {
      number++;
    }
    return Instant.ofEpochMilli(tick(namespace, number));
  }

  /** The last tick before an instant. */
  public static Instant before(String namespace, Instant now) {
    long millis = now.toEpochMilli();
    long number = Math.floorDiv(millis, PERIOD_MILLIS) + 2;
    while (tick(namespace, number) >= millis) {
      number--;
    }
    return Instant.ofEpochMilli(tick(namespace, number));
  }

  private static long tick(String namespace, long number) {
    long phase = Math.floorMod(mixed(namespace.hashCode()), PERIOD_MILLIS);
    long jitter =
        Math.floorMod(mixed(namespace.hashCode() + 31 * number), 2 * JITTER_MILLIS) - JITTER_MILLIS;
    return number * PERIOD_MILLIS + phase + jitter;
  }

  // The finalizer of SplitMix64: neighbours get far apart.
  private static long mixed(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
