package io.windlass.controllers.adapter.micrometer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.windlass.runtime.port.RuntimeMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Counts into a Micrometer registry; meters that are told often are looked up once and kept.
 * Thread-safe. The names are in the documentation of the package.
 */
public final class MicrometerRuntimeMetrics implements RuntimeMetrics {
  private static final String CONTROLLER = "controller";
  private static final String RESOURCE = "resource";

  private final Meters meters;
  private final MeterCache<String, Timer> waits = new MeterCache<>(this::waitTimer);
  private final MeterCache<String, Counter> coalesced = new MeterCache<>(this::coalescedCounter);
  private final MeterCache<String, Decoding> decodings = new MeterCache<>(this::decoding);
  private final MeterCache<Run, Timer> runs = new MeterCache<>(this::runTimer);
  private final MeterCache<Write, Timer> writes = new MeterCache<>(this::writeTimer);
  private final MeterCache<Call, Counter> calls = new MeterCache<>(this::callCounter);
  private final Counter eventsDropped;
  private final AtomicInteger leader = new AtomicInteger();

  private record Run(String controller, String outcome) {}

  private record Write(String verb, String resource, String result) {}

  private record Call(String verb, String resource, int code) {}

  private record Decoding(Timer time, Counter sizeBytes) {}

  public MicrometerRuntimeMetrics(MeterRegistry registry) {
    this.meters = new Meters(registry);
    this.eventsDropped = meters.counter("windlass.events.dropped", "Events that were not written");
    meters.gauge("windlass.leader", "1 while this process acts, 0 while it stands by", leader::get);
  }

  @Override
  public void watchQueue(String controller, IntSupplier ready) {
    meters.gauge(
        "windlass.queue.depth", "keys that wait for a worker", ready, CONTROLLER, controller);
  }

  @Override
  public void waited(String controller, Duration time) {
    waits.of(controller).record(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Timer waitTimer(String controller) {
    return meters.histogram(
        "windlass.queue.wait", "from due to the start of the run", CONTROLLER, controller);
  }

  @Override
  public void ran(String controller, Duration time, String outcome) {
    runs.of(new Run(controller, outcome)).record(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Timer runTimer(Run run) {
    return meters.histogram(
        "windlass.reconcile",
        "a run, writes included",
        CONTROLLER,
        run.controller,
        "outcome",
        run.outcome);
  }

  @Override
  public void coalesced(String controller) {
    coalesced.of(controller).increment();
  }

  private Counter coalescedCounter(String controller) {
    return meters.counter(
        "windlass.queue.coalesced",
        "adds of keys that were queued already",
        CONTROLLER,
        controller);
  }

  @Override
  public void retried(String controller) {
    meters
        .counter("windlass.queue.retries", "keys put back with back-off", CONTROLLER, controller)
        .increment();
  }

  @Override
  public void watchStore(String resource, IntSupplier objects, LongSupplier sizeBytes) {
    meters.gauge("windlass.store.objects", "objects in the store", objects, RESOURCE, resource);
    meters.bytesGauge("windlass.store", "what they take in memory", sizeBytes, RESOURCE, resource);
  }

  @Override
  public void decoded(String resource, long sizeBytes, long nanos) {
    Decoding decoding = decodings.of(resource);
    decoding.time.record(nanos, TimeUnit.NANOSECONDS);
    decoding.sizeBytes.increment((double) sizeBytes);
  }

  private Decoding decoding(String resource) {
    return new Decoding(
        meters.timer("windlass.decode", "decoding of one object", RESOURCE, resource),
        meters.bytesCounter("windlass.decoded", "what was decoded", RESOURCE, resource));
  }

  @Override
  public void listed(String resource, Duration time) {
    meters.timer("windlass.list", "a whole list, all pages", RESOURCE, resource).record(time);
  }

  @Override
  public void watchEnded(String resource, String why) {
    meters
        .counter("windlass.watch.ended", "watches that ended", RESOURCE, resource, "why", why)
        .increment();
  }

  @Override
  public void wrote(String verb, String resource, String result, Duration time) {
    writes.of(new Write(verb, resource, result)).record(time.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Timer writeTimer(Write write) {
    return meters.histogram(
        "windlass.write",
        "a write, as the engine sees its end",
        "verb",
        write.verb,
        RESOURCE,
        write.resource,
        "result",
        write.result);
  }

  @Override
  public void called(String verb, String resource, int code) {
    calls.of(new Call(verb, resource, code)).increment();
  }

  private Counter callCounter(Call call) {
    return meters.counter(
        "windlass.api.requests",
        "answers of the API server; code 0 where none came",
        "verb",
        call.verb,
        RESOURCE,
        call.resource,
        "code",
        Integer.toString(call.code));
  }

  @Override
  public void throttled(String by, Duration time) {
    meters
        .secondsCounter("windlass.throttled", "time for which ready writes were held back", by)
        .increment(time.toNanos() / 1e9);
  }

  @Override
  public void watchExpectations(IntSupplier heldUp) {
    meters.gauge(
        "windlass.expectations.open", "workloads held up by a write of unknown outcome", heldUp);
  }

  @Override
  public void expectationExpired(String controller) {
    meters
        .counter(
            "windlass.expectations.expired",
            "unknown outcomes that were given up",
            CONTROLLER,
            controller)
        .increment();
  }

  @Override
  public void eventDropped() {
    eventsDropped.increment();
  }

  @Override
  public void leads(boolean leads) {
    leader.set(leads ? 1 : 0);
  }
}
