package io.windlass.manager.playground;

import io.windlass.devcluster.clock.ScaledClock;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;

/** A scheduler whose delays pass by the clock of a playground. Thread-safe. */
record ScaledScheduler(Scheduler real, ScaledClock clock) implements Scheduler {
  @Override
  public void fork(Runnable work) {
    real.fork(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    return real.after(clock.toReal(delay), work);
  }

  @Override
  public Lane bounded(String name, int limit) {
    return real.bounded(name, limit);
  }
}
