package io.windlass.controllers.autoscaling.clock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.apply.Limits.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many writes a second autoscalers may send. Scales stand in line for the next free moment;
 * status is written in what they leave. Nobody waits in here. Thread-safe; O(1).
 *
 * <p>The generic cell rate algorithm: one instant says when the bucket will be full again.
 */
public final class WriteRate {
  private final Optional<Rate> rate;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private Instant full = Instant.MIN;

  /** Without a rate nothing waits. */
  public WriteRate(Optional<Rate> rate) {
    this.rate = rate;
  }

  /** Takes the next place in line, and says when its turn comes; not after now if at once. */
  public Instant reserve(Instant now) {
    return rate.map(it -> reserve(it, now)).orElse(now);
  }

  /** Takes what is left; false if somebody stands in line or nothing is left. */
  public boolean takeSpare(Instant now) {
    return rate.map(it -> takeSpare(it, now)).orElse(true);
  }

  private Instant reserve(Rate it, Instant now) {
    lock.lock();
    try {
      full = (full.isBefore(now) ? now : full).plus(interval(it));
      return full.minus(interval(it).multipliedBy(it.burst()));
    } finally {
      lock.unlock();
    }
  }

  private boolean takeSpare(Rate it, Instant now) {
    lock.lock();
    try {
      Instant next = (full.isBefore(now) ? now : full).plus(interval(it));
      if (next.minus(interval(it).multipliedBy(it.burst())).isAfter(now)) {
        return false;
      }
      full = next;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private static Duration interval(Rate rate) {
    return Duration.ofSeconds(1).dividedBy(rate.perSecond());
  }
}
