package io.windlass.devcluster.store;

import java.util.concurrent.atomic.AtomicLong;

/** The one counter of resource versions of a cluster. Thread-safe. */
final class Versions {
  private final AtomicLong last = new AtomicLong(1);

  long issue() {
    return last.incrementAndGet();
  }

  long latest() {
    return last.get();
  }
}
