package io.windlass.manager.timed;

import static org.awaitility.Awaitility.await;

import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Timers on stepped time and work on threads. Time does not go on before all that a timer set off
 * has ended, so that everything happens at its instant. Thread-safe.
 */
final class QuietScheduler implements Scheduler, AutoCloseable {
  private final VirtualThreadScheduler threads = new VirtualThreadScheduler();
  private final SteppedClock clock;
  private final Runnable settle;
  private final AtomicInteger active = new AtomicInteger();

  /** Calls {@code settle} whenever a timer has fired and all is quiet again. */
  QuietScheduler(SteppedClock clock, Runnable settle) {
    this.clock = clock;
    this.settle = settle;
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

  // What is forked without a lane are watches, which never end.
  @Override
  public void fork(Runnable work) {
    threads.fork(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    Runnable whole =
        () -> {
          work.run();
          awaitQuiet();
          settle.run();
        };
    return clock.after(delay, whole)::cancel;
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
