package io.windlass.controllers.adapter.fabric8;

import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Runs everything at once, on virtual threads; delays are only noted. */
final class EagerScheduler implements Scheduler {
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  List<Duration> pauses() {
    return pauses;
  }

  @Override
  public void fork(Runnable work) {
    Thread.ofVirtual().start(work);
  }

  @Override
  public Task after(Duration delay, Runnable work) {
    pauses.add(delay);
    fork(work);
    return () -> {};
  }

  @Override
  public Lane bounded(String name, int limit) {
    return this::fork;
  }
}
