package io.windlass.runtime.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rate limit that never waits: who finds it empty is told when to come back. Thread-safe.
 *
 * <p>Whoever wants few tokens may come back sooner than who wants many, so small plans are not
 * starved by large ones, and large ones take what has gathered when their turn comes.
 */
final class TokenBucket {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Ticker ticker;
  private final Optional<Limits.Rate> rate;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private double tokens;

  @GuardedBy("lock")
  private Instant filledAt;

  TokenBucket(Ticker ticker, Optional<Limits.Rate> rate) {
    this.ticker = ticker;
    this.rate = rate;
    this.tokens = rate.map(Limits.Rate::burst).orElse(0);
    this.filledAt = ticker.now();
  }

  /**
   * Takes tokens, all or none; who wants more than a whole burst gets them from a full bucket, on
   * credit.
   */
  boolean take(int wanted) {
    return rate.map(r -> take(r, Math.min(wanted, r.burst()), wanted)).orElse(true);
  }

  /** Takes a token even if there is none; the bucket makes up for it later. */
  void takeOnCredit() {
    rate.ifPresent(r -> take(r, Integer.MIN_VALUE, 1));
  }

  /**
   * When it is worth while to come back for so many tokens, if nobody else takes any. A quarter of
   * a second's worth is always worth while.
   */
  Instant whenAvailable(int wanted) {
    return rate.map(r -> whenAvailable(r, Math.min(wanted, worthWhile(r)))).orElseGet(ticker::now);
  }

  private static int worthWhile(Limits.Rate limit) {
    return Math.clamp(limit.perSecond() / 4, 1, limit.burst());
  }

  private boolean take(Limits.Rate limit, int needed, int taken) {
    Instant now = ticker.now();
    lock.lock();
    try {
      fill(limit, now);
      if (tokens < needed) {
        return false;
      }
      tokens -= taken;
      return true;
    } finally {
      lock.unlock();
    }
  }

  private Instant whenAvailable(Limits.Rate limit, int wanted) {
    Instant now = ticker.now();
    lock.lock();
    try {
      fill(limit, now);
      double missing = Math.max(0, wanted - tokens);
      return now.plusNanos((long) Math.ceil(missing * NANOS_PER_SECOND / limit.perSecond()));
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void fill(Limits.Rate limit, Instant now) {
    double seconds = Duration.between(filledAt, now).toNanos() / NANOS_PER_SECOND;
    tokens = Math.min(limit.burst(), tokens + Math.max(0, seconds) * limit.perSecond());
    filledAt = now;
  }
}
