package io.windlass.manager.story;

import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Threads are virtual, time is the cluster's. Thread-safe. */
final class ClockScheduler implements Scheduler {
  private final ClusterClock clock;

  ClockScheduler(ClusterClock clock) {
    this.clock = clock;
  }

  @Override
  public void fork(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    ClusterClock.Task task = clock.after(delay, () -> fork(work));
    return task::cancel;
  }

  @Override
  public Lane bounded(String name, int limit) {
    return new Bounded(limit);
  }

  private final class Bounded implements Lane {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int room;

    private Bounded(int limit) {
      room = limit;
    }

    @Override
    public void fork(Runnable work) {
      synchronized (this) {
        if (room == 0) {
          waiting.add(work);
          return;
        }
        room--;
      }
      ClockScheduler.this.fork(() -> runAll(work));
    }

    private void runAll(Runnable first) {
      Optional<Runnable> next = Optional.of(first);
      while (next.isPresent()) {
        next.get().run();
        next = next();
      }
    }

    private synchronized Optional<Runnable> next() {
      Optional<Runnable> next = Optional.ofNullable(waiting.poll());
      if (next.isEmpty()) {
        room++;
      }
      return next;
    }
  }
}
