package io.windlass.devcluster.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one counter of resource versions of a cluster. Versions are reserved in blocks, so that a
 * cluster that was cut off goes on above every version that it may have told someone. Thread-safe.
 */
final class Versions {
  private static final long BLOCK = 10_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Journal journal;
  private final AtomicLong last;
  private volatile long reserved;

  Versions(Journal journal) {
    this.journal = journal;
    this.last = new AtomicLong(journal.reserved());
    this.reserved = journal.reserved();
  }

  long issue() {
    long version = last.incrementAndGet();
    if (version > reserved) {
      reserve(version);
    }
    return version;
  }

  long latest() {
    return last.get();
  }

  private void reserve(long version) {
    lock.lock();
    try {
      if (version > reserved) {
        journal.reserve(version + BLOCK);
        reserved = version + BLOCK;
      }
    } finally {
      lock.unlock();
    }
  }
}
