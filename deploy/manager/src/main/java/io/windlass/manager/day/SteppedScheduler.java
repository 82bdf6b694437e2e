package io.windlass.manager.day;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Timers on stepped time and work on threads, whose end one can wait for. For a piece of work time
 * stands at the instant of its beginning: it would else set timers by a time that moves on while it
 * looks at it. Thread-safe.
 */
final class SteppedScheduler implements Scheduler, Ticker {
  private final Scheduler threads;
  private final SteppedClock clock;
  private final Map<Thread, Instant> begun = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  @GuardedBy("lock")
  private int active;

  SteppedScheduler(Scheduler threads, SteppedClock clock) {
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public Instant now() {
    Instant begin = begun.get(Thread.currentThread());
    return begin == null ? clock.now() : begin;
  }

  /** Waits until all work of lanes has ended; false if it has not in time. */
  boolean awaitQuiet(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (active > 0 && left > 0) {
        left = ended.awaitNanos(left);
      }
      return active == 0;
    } finally {
      lock.unlock();
    }
  }

  // What is forked without a lane are watches, which never end.
  @Override
  public void fork(Runnable work) {
    threads.fork(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Instant due = now().plus(delay);
    if (due.isAfter(clock.now())) {
      return clock.at(due, work)::cancel;
    }
    threads.fork(counted(work));
    return () -> {};
  }

  @Override
  public Lane bounded(String name, int limit) {
    Lane lane = threads.bounded(name, limit);
    return work -> lane.fork(counted(work));
  }

  private Runnable counted(Runnable work) {
    count(1);
    return () -> {
      begun.put(Thread.currentThread(), clock.now());
      try {
        work.run();
      } finally {
        begun.remove(Thread.currentThread());
        count(-1);
      }
    };
  }

  private void count(int change) {
    lock.lock();
    try {
      active += change;
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
