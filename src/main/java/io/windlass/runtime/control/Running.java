package io.windlass.runtime.control;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts steps that are under way, and lets someone wait for their end. Thread-safe. */
final class Running {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private int count;

  void enter() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      count--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing runs; returns false if the time is up before. */
  boolean awaitNone(Scheduler scheduler, Duration atMost) {
    AtomicBoolean timeIsUp = new AtomicBoolean();
    Scheduler.Task alarm = scheduler.after(atMost, () -> giveUp(timeIsUp));
    lock.lock();
    try {
      while (count > 0 && !timeIsUp.get()) {
        changed.awaitUninterruptibly();
      }
      return count == 0;
    } finally {
      lock.unlock();
      alarm.cancel();
    }
  }

  private void giveUp(AtomicBoolean timeIsUp) {
    lock.lock();
    try {
      timeIsUp.set(true);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
