package io.windlass.runtime.testing;

import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;

/** A clock that stands still until a test moves it. Thread-safe. */
public final class SteppedTicker implements Ticker {
  /** Where every stepped clock starts. */
  public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now = START;

  @Override
  public Instant now() {
    return now;
  }

  /** Moves the clock; timers do not fire, see {@link SteppedScheduler#advance}. */
  public void set(Instant instant) {
    now = instant;
  }

  /** Moves the clock as if the work that runs now took so long. */
  public void pass(Duration time) {
    now = now.plus(time);
  }
}
