package io.windlass.controllers.adapter.system;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A virtual thread for each piece of work, and one platform thread that only looks at the clock.
 * Work that throws is logged; it takes nothing else down. Thread-safe.
 *
 * <p>After {@link #close} no timer fires any more; work that was forked goes on to its end.
 */
public final class VirtualThreadScheduler implements Scheduler, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VirtualThreadScheduler.class);

  private final ThreadFactory threads =
      Thread.ofVirtual()
          .name("windlass-", 0)
          .uncaughtExceptionHandler(VirtualThreadScheduler::reportBug)
          .factory();
  private final ScheduledThreadPoolExecutor timer;

  public VirtualThreadScheduler() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name("windlass-timer").daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** This scheduler with the clock that belongs to it. */
  public Platform platform(RuntimeMetrics metrics) {
    return new Platform(this, new SystemTicker(), metrics);
  }

  @Override
  public void fork(Runnable work) {
    threads.newThread(work).start();
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Future<?> task = timer.schedule(() -> fork(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> task.cancel(false);
  }

  @Override
  public Lane bounded(String name, int limit) {
    return new BoundedLane(limit);
  }

  @Override
  public void close() {
    timer.shutdown();
  }

  private static void reportBug(Thread thread, Throwable bug) {
    LOG.atError().addKeyValue("thread", thread.getName()).setCause(bug).log("work failed");
  }

  private final class BoundedLane implements Lane {
    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private int active;

    BoundedLane(int limit) {
      this.limit = limit;
    }

    @Override
    public void fork(Runnable work) {
      lock.lock();
      try {
        if (active == limit) {
          waiting.add(work);
          return;
        }
        active++;
      } finally {
        lock.unlock();
      }
      start(work);
    }

    private void start(Runnable work) {
      VirtualThreadScheduler.this.fork(
          () -> {
            try {
              work.run();
            } finally {
              next().ifPresent(this::start);
            }
          });
    }

    private Optional<Runnable> next() {
      lock.lock();
      try {
        Optional<Runnable> next = Optional.ofNullable(waiting.poll());
        if (next.isEmpty()) {
          active--;
        }
        return next;
      } finally {
        lock.unlock();
      }
    }
  }
}
