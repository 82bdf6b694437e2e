package io.windlass.manager.timed;

import static org.awaitility.Awaitility.await;

import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Timers on stepped time and work on threads, whose end one can wait for. Thread-safe. */
final class QuietScheduler implements Scheduler, AutoCloseable {
  private final VirtualThreadScheduler threads = new VirtualThreadScheduler();
  private final SteppedClock clock;
  private final AtomicInteger active = new AtomicInteger();

  QuietScheduler(SteppedClock clock) {
    this.clock = clock;
  }

  /** Waits until all that was started has ended. */
  void awaitQuiet() {
    if (active.get() > 0) {
      await()
          .atMost(Duration.ofSeconds(20))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .until(() -> active.get() == 0);
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
    active.incrementAndGet();
    return () -> {
      try {
        work.run();
      } finally {
        active.decrementAndGet();
      }
    };
  }

  @Override
  public void close() {
    threads.close();
  }
}
