package io.windlass.devcluster.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Time as it passes. Each piece of work runs on a virtual thread of its own. Thread-safe. */
public final class RealClock implements ClusterClock, AutoCloseable {
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("cluster-clock").factory());

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Runnable start = () -> Thread.ofVirtual().name("cluster-work").start(work);
    Future<?> pending = timer.schedule(start, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    return () -> pending.cancel(false);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
