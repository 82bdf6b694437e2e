package io.windlass.manager.day;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Timers on stepped time and work on threads, whose end one can wait for. Thread-safe. */
final class SteppedScheduler implements Scheduler {
  private final Scheduler threads;
  private final SteppedClock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  @GuardedBy("lock")
  private int active;

  SteppedScheduler(Scheduler threads, SteppedClock clock) {
    this.threads = threads;
    this.clock = clock;
  }

  /** Waits until all that was started has ended; false if it has not in time. */
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

  @Override
  public void fork(Runnable work) {
    threads.fork(counted(work));
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    return clock.after(delay, work)::cancel;
  }

  @Override
  public Lane bounded(String name, int limit) {
    Lane lane = threads.bounded(name, limit);
    return work -> lane.fork(counted(work));
  }

  private Runnable counted(Runnable work) {
    count(1);
    return () -> {
      try {
        work.run();
      } finally {
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
