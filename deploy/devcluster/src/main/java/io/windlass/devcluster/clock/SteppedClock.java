package io.windlass.devcluster.clock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Time that moves only when a test says so. Work runs on the thread that advances the clock, in
 * order of its moment, then of its scheduling; work without a delay that is scheduled outside of an
 * advance runs at once on a virtual thread. Thread-safe; one advance at a time.
 */
public final class SteppedClock implements ClusterClock {
  private final ReentrantLock advancing = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(Comparator.comparing(Pending::due).thenComparingLong(Pending::order));

  @GuardedBy("lock")
  private Instant now;

  @GuardedBy("lock")
  private long scheduled;

  public SteppedClock(Instant start) {
    this.now = start;
  }

  private record Pending(Instant due, long order, Runnable work) {}

  @Override
  public Instant now() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    lock.lock();
    try {
      return at(now.plus(delay), work);
    } finally {
      lock.unlock();
    }
  }

  // Time cannot move between the question what time it is and the answer when to run.
  @Override
  public Task at(Instant moment, Runnable work) {
    lock.lock();
    try {
      boolean passed = !moment.isAfter(now);
      if (passed && !advancing.isHeldByCurrentThread()) {
        Thread.ofVirtual().name("cluster-work").start(work);
        return () -> {};
      }
      Pending task = new Pending(passed ? now : moment, scheduled++, work);
      pending.add(task);
      return () -> cancel(task);
    } finally {
      lock.unlock();
    }
  }

  /** Moves time on, running everything that becomes due on the way, before it returns. */
  public void advance(Duration step) {
    advancing.lock();
    try {
      Instant target = now().plus(step);
      for (Optional<Pending> next = takeDue(target); next.isPresent(); next = takeDue(target)) {
        next.get().work().run();
      }
      moveTo(target);
    } finally {
      advancing.unlock();
    }
  }

  /** When the next work is due, if there is any. */
  public Optional<Instant> nextDue() {
    lock.lock();
    try {
      return Optional.ofNullable(pending.peek()).map(Pending::due);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Pending> takeDue(Instant target) {
    lock.lock();
    try {
      Pending next = pending.peek();
      if (next == null || next.due().isAfter(target)) {
        return Optional.empty();
      }
      pending.remove();
      now = next.due().isAfter(now) ? next.due() : now;
      return Optional.of(next);
    } finally {
      lock.unlock();
    }
  }

  private void moveTo(Instant target) {
    lock.lock();
    try {
      now = target;
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Pending task) {
    lock.lock();
    try {
      pending.remove(task);
    } finally {
      lock.unlock();
    }
  }
}
