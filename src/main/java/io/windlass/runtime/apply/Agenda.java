package io.windlass.runtime.apply;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.apply.Chains.Chain;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which chain of a plan may start next. Chains that create wait for each other: one at first, and
 * twice as many as before each time that a whole batch went well (a slow start: what a quota or a
 * webhook refuses is asked for once, not a hundred times). All others are ready from the beginning.
 *
 * <p>Thread-safe.
 */
final class Agenda {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Chain> ready = new ArrayDeque<>();

  @GuardedBy("lock")
  private final ArrayDeque<Chain> creates = new ArrayDeque<>();

  @GuardedBy("lock")
  private int batchSize;

  @GuardedBy("lock")
  private int batchOpen;

  @GuardedBy("lock")
  private boolean batchFailed;

  @GuardedBy("lock")
  private int inFlight;

  Agenda(List<Chain> chains) {
    lock.lock();
    try {
      for (Chain chain : chains) {
        boolean first = chain.creates() && batchSize == 0;
        (chain.creates() && !first ? creates : ready).add(chain);
        if (first) {
          batchSize = 1;
          batchOpen = 1;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** How many chains could start now. */
  int ready() {
    lock.lock();
    try {
      return ready.size();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a chain if one may start now. */
  Optional<Chain> poll() {
    lock.lock();
    try {
      return start();
    } finally {
      lock.unlock();
    }
  }

  /** Starts a chain, after waiting if need be; empty when all have ended. */
  Optional<Chain> await() {
    lock.lock();
    try {
      while (ready.isEmpty() && inFlight > 0) {
        changed.awaitUninterruptibly();
      }
      return start();
    } finally {
      lock.unlock();
    }
  }

  /** A started chain has ended; returns how many have become ready by that. */
  int ended(Chain chain, boolean wentWell) {
    lock.lock();
    try {
      inFlight--;
      int more = chain.creates() ? createEnded(wentWell) : 0;
      changed.signalAll();
      return more;
    } finally {
      lock.unlock();
    }
  }

  /** Drops all that have not started. */
  void stop() {
    lock.lock();
    try {
      ready.clear();
      creates.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Drops all that have not started, and waits for the end of those that have. */
  void stopAndAwait() {
    lock.lock();
    try {
      stop();
      while (inFlight > 0) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private Optional<Chain> start() {
    Optional<Chain> next = Optional.ofNullable(ready.poll());
    if (next.isPresent()) {
      inFlight++;
    }
    return next;
  }

  @GuardedBy("lock")
  private int createEnded(boolean wentWell) {
    batchOpen--;
    batchFailed |= !wentWell;
    if (batchFailed) {
      creates.clear();
    }
    if (batchOpen > 0 || creates.isEmpty()) {
      return 0;
    }
    batchSize = Math.min(batchSize * 2, creates.size());
    batchOpen = batchSize;
    for (int i = 0; i < batchOpen; i++) {
      ready.add(creates.remove());
    }
    return batchOpen;
  }
}
