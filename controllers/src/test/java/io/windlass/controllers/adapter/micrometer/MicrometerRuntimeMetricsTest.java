package io.windlass.controllers.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrometerRuntimeMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MicrometerRuntimeMetrics metrics = new MicrometerRuntimeMetrics(registry);

  @Test
  void timesAreKeptByTheirLabels() {
    metrics.ran("cloneset", Duration.ofMillis(20), "done");
    metrics.ran("cloneset", Duration.ofMillis(40), "done");
    metrics.ran("cloneset", Duration.ofMillis(1), "retry");
    metrics.waited("cloneset", Duration.ofMillis(5));
    metrics.wrote("patch", "pods/status", "applied", Duration.ofMillis(7));

    var done = registry.get("windlass.reconcile").tags("outcome", "done").timer();
    assertThat(done.count()).isEqualTo(2);
    assertThat(done.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(60);
    assertThat(registry.get("windlass.queue.wait").timer().count()).isEqualTo(1);
    assertThat(
            registry
                .get("windlass.write")
                .tags("verb", "patch", "resource", "pods/status", "result", "applied")
                .timer()
                .count())
        .isEqualTo(1);
  }

  @Test
  void countsGrow() {
    metrics.coalesced("cloneset");
    metrics.coalesced("cloneset");
    metrics.eventDropped();
    metrics.expectationExpired("cloneset");

    assertThat(registry.get("windlass.queue.coalesced").counter().count()).isEqualTo(2);
    assertThat(registry.get("windlass.events.dropped").counter().count()).isEqualTo(1);
    assertThat(registry.get("windlass.expectations.expired").counter().count()).isEqualTo(1);
  }
}
