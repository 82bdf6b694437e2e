package io.windlass.controllers.autoscaling.sample;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Lists by namespace, each read by the first who asks and shared by all who ask soon after; a
 * failure is shared as well. Thread-safe; who asks while another reads waits for that.
 */
final class SharedListing<T> {
  /** Shorter than a tick, and longer than the turns of one tick take to begin. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** What nobody asked for that long is forgotten. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final Ticker ticker;
  private final Function<String, Listing<T>> read;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final Map<String, Shelf> shelves = new HashMap<>();

  private final class Shelf {
    private final ReentrantLock reading = new ReentrantLock();

    @GuardedBy("reading")
    private Listing<T> last;

    private volatile Instant asked;

    Shelf(Listing<T> empty) {
      last = empty;
      asked = empty.at();
    }

    Listing<T> get(String namespace, Instant now) {
      asked = now;
      reading.lock();
      try {
        boolean isFresh = last.at().plus(FRESH).isAfter(now) && !last.at().isAfter(now);
        if (!isFresh) {
          last = read.apply(namespace);
        }
        return last;
      } finally {
        reading.unlock();
      }
    }
  }

  private final Listing<T> never;

  SharedListing(Ticker ticker, T nothing, Function<String, Listing<T>> read) {
    this.ticker = ticker;
    this.read = read;
    this.never = new Listing<>(Instant.EPOCH, nothing, "never read");
  }

  Listing<T> of(String namespace) {
    Instant now = ticker.now();
    return shelf(namespace, now).get(namespace, now);
  }

  private Shelf shelf(String namespace, Instant now) {
    lock.lock();
    try {
      Shelf known = shelves.get(namespace);
      if (known != null) {
        return known;
      }
      shelves.values().removeIf(it -> it.asked.plus(KEPT).isBefore(now));
      Shelf shelf = new Shelf(never);
      shelf.asked = now;
      shelves.put(namespace, shelf);
      return shelf;
    } finally {
      lock.unlock();
    }
  }
}
