package io.windlass.runtime.testing;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Real virtual threads and real time, for tests of what threads do to each other. Work that throws
 * is kept in {@link #bugs}. A lane keeps its bound, not its order.
 */
public final class ThreadedScheduler implements Scheduler, AutoCloseable {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Set<Throwable> bugs = ConcurrentHashMap.newKeySet();

  public Platform platform() {
    return new Platform(this, Clock.systemUTC()::instant);
  }

  /** What work has thrown. */
  public Set<Throwable> bugs() {
    return bugs;
  }

  @Override
  public void fork(Runnable work) {
    Thread.ofVirtual().uncaughtExceptionHandler((_, bug) -> bugs.add(bug)).start(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Future<?> task = timer.schedule(() -> fork(work), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> task.cancel(false);
  }

  @Override
  public Lane bounded(String name, int limit) {
    Semaphore room = new Semaphore(limit, true);
    return work ->
        fork(
            () -> {
              room.acquireUninterruptibly();
              try {
                work.run();
              } finally {
                room.release();
              }
            });
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
