package io.windlass.controllers.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** Makes meters with their descriptions, and finds those that were made before. Thread-safe. */
final class Meters {
  /** From a run in memory to a write that a webhook held up. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;

  Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  Counter counter(String name, String what, String... labels) {
    return Counter.builder(name).description(what).tags(labels).register(registry);
  }

  Counter bytesCounter(String name, String what, String... labels) {
    return Counter.builder(name)
        .description(what)
        .baseUnit("bytes")
        .tags(labels)
        .register(registry);
  }

  Counter secondsCounter(String name, String what, String by) {
    return Counter.builder(name)
        .description(what)
        .baseUnit("seconds")
        .tag("by", by)
        .register(registry);
  }

  Timer timer(String name, String what, String... labels) {
    return Timer.builder(name).description(what).tags(labels).register(registry);
  }

  /** A timer that also tells how many were faster than some bounds. */
  Timer histogram(String name, String what, String... labels) {
    return Timer.builder(name)
        .description(what)
        .tags(labels)
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }

  void bytesGauge(String name, String what, LongSupplier value, String... labels) {
    Gauge.builder(name, value::getAsLong)
        .description(what)
        .baseUnit("bytes")
        .tags(labels)
        .register(registry);
  }

  void gauge(String name, String what, IntSupplier value, String... labels) {
    Gauge.builder(name, value::getAsInt).description(what).tags(labels).register(registry);
  }
}
