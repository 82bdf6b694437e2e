package io.windlass.controllers.adapter.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets in what there is room for: as many of something at once as it has places, in the order in
 * which they come. Who finds too many waiting, or waits too long, is turned away. Thread-safe.
 */
final class Turnstile {
  private final Semaphore places;
  private final int total;
  private final int waiting;
  private final Duration patience;

  Turnstile(int places, int waiting, Duration patience) {
    this.places = new Semaphore(places, true);
    this.total = places;
    this.waiting = waiting;
    this.patience = patience;
  }

  /** Places that are taken until it is closed. */
  record Pass(Semaphore places, int count) implements AutoCloseable {
    @Override
    public void close() {
      places.release(count);
    }
  }

  /** Takes places, all of them if there are not that many; empty if there is no room. */
  Optional<Pass> enter(int wanted) {
    int count = Math.min(wanted, total);
    return isLetIn(count) ? Optional.of(new Pass(places, count)) : Optional.empty();
  }

  int free() {
    return places.availablePermits();
  }

  private boolean isLetIn(int count) {
    if (places.getQueueLength() > waiting) {
      return false;
    }
    try {
      return places.tryAcquire(count, patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
