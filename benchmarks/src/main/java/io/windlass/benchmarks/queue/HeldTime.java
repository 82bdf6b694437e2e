package io.windlass.benchmarks.queue;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Time that passes when somebody says so, on the thread of whoever says it; work runs at once.
 * Thread-safe.
 */
final class HeldTime implements Ticker, Scheduler {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final Queue<Timer> timers = new ConcurrentLinkedQueue<>();

  private record Timer(Runnable work, AtomicBoolean over) {}

  Platform platform() {
    return new Platform(this, this);
  }

  @Override
  public Instant now() {
    return now.get();
  }

  @Override
  public void fork(Runnable work) {
    work.run();
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Timer timer = new Timer(work, new AtomicBoolean());
    timers.add(timer);
    return () -> timer.over.set(true);
  }

  @Override
  public Lane bounded(String name, int limit) {
    return this::fork;
  }

  /** Time passes, and all timers ring that were there before; the early ones do no harm. */
  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    for (int left = timers.size(); left > 0; left--) {
      Timer timer = timers.poll();
      if (timer != null && !timer.over.getAndSet(true)) {
        timer.work.run();
      }
    }
  }
}
