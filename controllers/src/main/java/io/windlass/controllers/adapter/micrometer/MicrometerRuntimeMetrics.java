package io.windlass.controllers.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.windlass.runtime.port.RuntimeMetrics;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Counts into a Micrometer registry; meters are looked up once and kept. Thread-safe. */
public final class MicrometerRuntimeMetrics implements RuntimeMetrics {
  private final MeterRegistry registry;
  private final ConcurrentMap<String, Timer> waits = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Counter> coalesced = new ConcurrentHashMap<>();
  private final ConcurrentMap<Run, Timer> runs = new ConcurrentHashMap<>();
  private final ConcurrentMap<Write, Timer> writes = new ConcurrentHashMap<>();
  private final Counter eventsDropped;

  private record Run(String controller, String outcome) {}

  private record Write(String verb, String resource, String result) {}

  public MicrometerRuntimeMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.eventsDropped = registry.counter("windlass.events.dropped");
  }

  @Override
  public void waited(String controller, Duration time) {
    waits
        .computeIfAbsent(controller, c -> registry.timer("windlass.queue.wait", "controller", c))
        .record(time);
  }

  @Override
  public void ran(String controller, Duration time, String outcome) {
    runs.computeIfAbsent(
            new Run(controller, outcome),
            run ->
                registry.timer(
                    "windlass.reconcile", "controller", run.controller, "outcome", run.outcome))
        .record(time);
  }

  @Override
  public void coalesced(String controller) {
    coalesced
        .computeIfAbsent(
            controller, c -> registry.counter("windlass.queue.coalesced", "controller", c))
        .increment();
  }

  @Override
  public void wrote(String verb, String resource, String result, Duration time) {
    writes.computeIfAbsent(new Write(verb, resource, result), this::writeTimer).record(time);
  }

  private Timer writeTimer(Write write) {
    return registry.timer(
        "windlass.write", "verb", write.verb, "resource", write.resource, "result", write.result);
  }

  @Override
  public void expectationExpired(String controller) {
    registry.counter("windlass.expectations.expired", "controller", controller).increment();
  }

  @Override
  public void eventDropped() {
    eventsDropped.increment();
  }
}
