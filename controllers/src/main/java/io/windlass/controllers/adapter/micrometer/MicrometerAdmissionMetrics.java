package io.windlass.controllers.adapter.micrometer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.windlass.controllers.adapter.admission.AdmissionMetrics;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the requests that webhooks answer. Thread-safe. */
public final class MicrometerAdmissionMetrics implements AdmissionMetrics {
  private final Meters meters;
  private final MeterCache<Answered, Timer> timers = new MeterCache<>(this::timer);

  private record Answered(String path, int code) {}

  public MicrometerAdmissionMetrics(MeterRegistry registry) {
    this.meters = new Meters(registry);
  }

  @Override
  public void answered(String path, int code, Duration took) {
    timers.of(new Answered(path, code)).record(took.toNanos(), TimeUnit.NANOSECONDS);
  }

  private Timer timer(Answered answered) {
    return meters.histogram(
        "windlass.webhook",
        "requests of webhooks",
        "path",
        answered.path(),
        "code",
        Integer.toString(answered.code()));
  }
}
