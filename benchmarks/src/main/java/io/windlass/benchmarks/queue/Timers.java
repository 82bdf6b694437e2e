package io.windlass.benchmarks.queue;

import io.windlass.runtime.queue.TimerWheel;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where something waits for its time, or until it is taken back. Thread-safe. */
interface Timers extends AutoCloseable {
  /** Timers to be compared. */
  enum Kind {
    /** The JDK's; the baseline. */
    EXECUTOR {
      @Override
      Timers create() {
        return new Executor(new ScheduledThreadPoolExecutor(1));
      }
    },
    /** The engine's. */
    WHEEL {
      @Override
      Timers create() {
        return new Wheel(new TimerWheel<>());
      }
    };

    abstract Timers create();
  }

  /** Lets something wait that is not due while anybody looks; returns how to take it back. */
  Runnable after(long micros);

  @Override
  void close();

  /** The JDK's. */
  record Executor(ScheduledThreadPoolExecutor pool) implements Timers {
    /** What is taken back is not kept. */
    public Executor {
      pool.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable after(long micros) {
      Future<?> task = pool.schedule(() -> {}, micros, TimeUnit.MICROSECONDS);
      return () -> task.cancel(false);
    }

    @Override
    public void close() {
      pool.shutdownNow();
    }
  }

  /** The engine's, tidied up as the work queue does it. */
  record Wheel(TimerWheel<Integer> wheel) implements Timers {
    @Override
    public Runnable after(long micros) {
      var timeout = wheel.schedule(1, micros);
      if (wheel.isUntidy()) {
        wheel.advance(0, (_, _) -> {});
      }
      return () -> wheel.cancel(timeout);
    }

    @Override
    public void close() {}
  }
}
