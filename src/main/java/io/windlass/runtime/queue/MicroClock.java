package io.windlass.runtime.queue;

import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Microseconds since about the start of a queue, at least 1. Thread-safe. */
final class MicroClock {
  /** Room for clocks that are set back. */
  private static final long SLACK_SECONDS = 3_600;

  private static final Duration LONGEST = Duration.ofDays(365L * 40);

  private final Ticker ticker;
  private final long originSecond;

  MicroClock(Ticker ticker) {
    this.ticker = ticker;
    this.originSecond = ticker.now().getEpochSecond() - SLACK_SECONDS;
  }

  long now() {
    Instant now = ticker.now();
    long micros =
        (now.getEpochSecond() - originSecond) * 1_000_000
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    return Math.max(1, micros);
  }

  /** The moment after a delay, at most the latest that a wheel can tell. */
  long after(Duration delay) {
    if (delay.compareTo(LONGEST) >= 0) {
      return TimerWheel.LATEST_MICROS;
    }
    return Math.min(TimerWheel.LATEST_MICROS, now() + (delay.toNanos() + 999) / 1_000);
  }
}
