package io.windlass.runtime.queue;

import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One timer, for the earliest of the times that were asked for, rounded up to whole milliseconds:
 * however many keys rest for microseconds, it rings a thousand times a second at most. When it
 * rings it is off; it may ring once too often, never too seldom. Thread-safe and lock-free.
 */
final class Alarm {
  private static final Setting OFF = new Setting(TimerWheel.NEVER);
  private static final long GRAIN_MICROS = 1_000;
  private static final Setting CLOSED = new Setting(Long.MIN_VALUE);

  private final Scheduler scheduler;
  private final MicroClock clock;
  private final Runnable ring;
  private final AtomicReference<Setting> setting = new AtomicReference<>(OFF);

  /** A time, and soon after the task that waits for it. */
  private static final class Setting {
    final long atMicros;
    private volatile Scheduler.@Nullable Task task;
    private volatile boolean cancelled;

    Setting(long atMicros) {
      this.atMicros = atMicros;
    }

    void waitsWith(Scheduler.Task task) {
      this.task = task;
      if (cancelled) {
        task.cancel();
      }
    }

    void cancel() {
      cancelled = true;
      Scheduler.Task waiting = task;
      if (waiting != null) {
        waiting.cancel();
      }
    }
  }

  Alarm(Scheduler scheduler, MicroClock clock, Runnable ring) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.ring = ring;
  }

  /** Rings within a millisecond of this time, or has rung before. */
  void ringBy(long dueMicros) {
    long atMicros = Math.ceilDiv(dueMicros, GRAIN_MICROS) * GRAIN_MICROS;
    Setting before = setting.get();
    while (atMicros < before.atMicros) {
      Setting after = new Setting(atMicros);
      if (setting.compareAndSet(before, after)) {
        before.cancel();
        Duration delay = Duration.of(Math.max(0, atMicros - clock.now()), ChronoUnit.MICROS);
        after.waitsWith(scheduler.after(delay, () -> ring(after)));
        return;
      }
      before = setting.get();
    }
  }

  /** Never rings again. */
  void close() {
    setting.getAndSet(CLOSED).cancel();
  }

  private void ring(Setting due) {
    setting.compareAndSet(due, OFF);
    ring.run();
  }
}
