package io.windlass.controllers.adapter.fabric8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token bucket for each object that Events are about, so that one noisy object does not drown the
 * others: {@value #BURST} at once, then one every six seconds. Objects not heard of for long are
 * forgotten, and have a full bucket again. Thread-safe.
 */
final class EventShares {
  static final int BURST = 200;
  private static final Duration REFILL = Duration.ofSeconds(6);
  private static final int MAX_OBJECTS = 4096;

  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private record Bucket(int tokens, Instant since) {
    /** What is there now; the part of a token that is growing goes on growing. */
    private Bucket grown(Instant now) {
      long more = Math.max(0, Duration.between(since, now).dividedBy(REFILL));
      int full = (int) Math.min(BURST, tokens + more);
      return full == BURST
          ? new Bucket(BURST, now)
          : new Bucket(full, since.plus(REFILL.multipliedBy(more)));
    }
  }

  EventShares(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Takes one token of an object; false if it has none. */
  boolean take(String uid) {
    Instant now = ticker.now();
    lock.lock();
    try {
      return take(uid, now);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean take(String uid, Instant now) {
    Bucket bucket = buckets.getOrDefault(uid, new Bucket(BURST, now)).grown(now);
    boolean has = bucket.tokens > 0;
    buckets.put(uid, has ? new Bucket(bucket.tokens - 1, bucket.since) : bucket);
    if (buckets.size() > MAX_OBJECTS) {
      Map.Entry<String, Bucket> eldest = buckets.firstEntry();
      buckets.remove(eldest.getKey());
    }
    return has;
  }
}
