package io.windlass.benchmarks.pacing;

import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A scheduler whose lanes run on platform threads, since the CPU time of virtual ones cannot be
 * read. All else is as it was. Thread-safe.
 */
record MeasuredScheduler(Scheduler scheduler) implements Scheduler {
  @Override
  public void fork(Runnable work) {
    scheduler.fork(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    return scheduler.after(delay, work);
  }

  @Override
  public Lane bounded(String name, int limit) {
    ExecutorService threads =
        Executors.newFixedThreadPool(limit, Thread.ofPlatform().name(name, 0).daemon().factory());
    return threads::execute;
  }
}
