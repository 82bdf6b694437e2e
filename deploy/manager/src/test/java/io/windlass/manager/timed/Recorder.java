package io.windlass.manager.timed;

import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.plan.Action.Announce;
import io.windlass.runtime.port.EventSink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Notes what a controller of autoscalers tells. Thread-safe. */
final class Recorder implements AutoscalerFigures, EventSink {
  private final Supplier<Instant> clock;
  private final List<String> rescaled = new ArrayList<>();
  private final List<String> events = new ArrayList<>();
  private final List<Duration> lateness = new ArrayList<>();
  private final AtomicBoolean isNew = new AtomicBoolean();
  private int turns;

  Recorder(Supplier<Instant> clock) {
    this.clock = clock;
  }

  /** The sizes that were written, each with its time to the second. */
  synchronized List<String> rescaled() {
    return List.copyOf(rescaled);
  }

  /** The sizes that were written. */
  synchronized List<Long> sizes() {
    return rescaled.stream().map(it -> Long.parseLong(it.split(" ", 2)[1])).toList();
  }

  /** The reasons of all Events. */
  synchronized List<String> events() {
    return List.copyOf(events);
  }

  /** How long after their edges scales were written. */
  synchronized List<Duration> lateness() {
    return List.copyOf(lateness);
  }

  synchronized int turns() {
    return turns;
  }

  synchronized void clear() {
    rescaled.clear();
    events.clear();
    lateness.clear();
    turns = 0;
  }

  boolean takeRescaled() {
    return isNew.getAndSet(false);
  }

  @Override
  public synchronized void announce(Announce event) {
    events.add(event.reason());
    if (event.reason().equals("Rescaled")) {
      String size = event.message().split("[ ;]+", 5)[2];
      rescaled.add(LocalTime.ofInstant(clock.get(), ZoneOffset.UTC).withNano(0) + " " + size);
      isNew.set(true);
    }
  }

  @Override
  public synchronized void edgeServed(Duration late) {
    lateness.add(late);
  }

  @Override
  public synchronized void decided(String reason) {
    turns++;
  }

  @Override
  public void stands(ObjectKey key, Standing standing) {}

  @Override
  public void forget(ObjectKey key) {}

  @Override
  public void metricFailed(String metric, String reason) {}

  @Override
  public void conflict(String kind) {}

  @Override
  public void checked(String code, String answer) {}

  @Override
  public void externalWrite() {}
}
