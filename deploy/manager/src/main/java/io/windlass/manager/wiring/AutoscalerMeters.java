package io.windlass.manager.wiring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * What autoscalers do, as metrics. Those of one autoscaler bear its name and go with it: four and
 * one for each window. Thread-safe.
 */
public final class AutoscalerMeters implements AutoscalerFigures {
  private static final Duration[] LATENESS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;
  private final Timer lateness;
  private final Map<ObjectKey, Gauges> gauges = new ConcurrentHashMap<>();

  /** The gauges of one autoscaler, which read its newest standing. */
  private record Gauges(AtomicReference<Standing> standing, List<Meter> meters) {}

  public AutoscalerMeters(MeterRegistry registry) {
    this.registry = registry;
    this.lateness =
        Timer.builder("tpa.edge.lateness")
            .description("from an edge of the schedule until the scale was written")
            .serviceLevelObjectives(LATENESS)
            .register(registry);
  }

  @Override
  public void stands(ObjectKey key, Standing standing) {
    gauges.compute(
        key,
        (_, there) -> {
          if (there != null
              && there.standing().get().windows().keySet().equals(standing.windows().keySet())) {
            there.standing().set(standing);
            return there;
          }
          if (there != null) {
            there.meters().forEach(registry::remove);
          }
          return register(key, standing);
        });
  }

  private Gauges register(ObjectKey key, Standing standing) {
    AtomicReference<Standing> newest = new AtomicReference<>(standing);
    Tags tags = Tags.of("namespace", key.namespace(), "name", key.name());
    List<Meter> meters = new ArrayList<>();
    meters.add(
        gauge("tpa.desired.replicas", "replicas decided on", tags, newest, Standing::desired));
    meters.add(
        gauge("tpa.current.replicas", "replicas asked for", tags, newest, Standing::current));
    String bound = "floor and ceiling that hold";
    meters.add(
        gauge("tpa.bound", bound, tags.and("side", "floor"), newest, it -> it.bounds().floor()));
    meters.add(
        gauge(
            "tpa.bound", bound, tags.and("side", "ceiling"), newest, it -> it.bounds().ceiling()));
    for (String window : standing.windows().keySet()) {
      meters.add(
          gauge(
              "tpa.window.active",
              "1 while a window is active",
              tags.and("window", window),
              newest,
              it -> it.windows().getOrDefault(window, false) ? 1 : 0));
    }
    return new Gauges(newest, List.copyOf(meters));
  }

  private Gauge gauge(
      String name,
      String what,
      Tags tags,
      AtomicReference<Standing> standing,
      ToDoubleFunction<Standing> value) {
    return Gauge.builder(name, standing, it -> value.applyAsDouble(it.get()))
        .description(what)
        .tags(tags)
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void forget(ObjectKey key) {
    Gauges gone = gauges.remove(key);
    if (gone != null) {
      gone.meters().forEach(registry::remove);
    }
  }

  @Override
  public void decided(String reason) {
    counter("tpa.decision", "decisions by the stage that decided", "reason", reason).increment();
  }

  @Override
  public void edgeServed(Duration late) {
    lateness.record(late.isNegative() ? Duration.ZERO : late);
  }

  @Override
  public void metricFailed(String metric, String reason) {
    counter(
            "tpa.metric.failures",
            "metrics that could not be had",
            "metric",
            metric,
            "reason",
            reason)
        .increment();
  }

  @Override
  public void conflict(String kind) {
    counter("tpa.conflicts", "targets found that somebody else scales, too", "kind", kind)
        .increment();
  }

  @Override
  public void checked(String code, String answer) {
    counter("tpa.validation", "what checks said about objects", "code", code, "answer", answer)
        .increment();
  }

  @Override
  public void externalWrite() {
    counter("tpa.external.writes", "changes of replicas by somebody else").increment();
  }

  private Counter counter(String name, String what, String... labels) {
    return Counter.builder(name).description(what).tags(labels).register(registry);
  }
}
