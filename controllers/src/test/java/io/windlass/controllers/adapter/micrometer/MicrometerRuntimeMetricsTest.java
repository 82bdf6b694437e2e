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

  @Test
  void statesAreAskedForWhenSomebodyReads() {
    int[] ready = {3};
    metrics.watchQueue("cloneset", () -> ready[0]);
    metrics.watchStore("pods", () -> 100, () -> 93_000);
    metrics.watchExpectations(() -> 2);
    ready[0] = 5;

    assertThat(registry.get("windlass.queue.depth").gauge().value()).isEqualTo(5);
    assertThat(registry.get("windlass.store.objects").gauge().value()).isEqualTo(100);
    assertThat(registry.get("windlass.store").gauge().value()).isEqualTo(93_000);
    assertThat(registry.get("windlass.expectations.open").gauge().value()).isEqualTo(2);
  }

  @Test
  void leadershipIsAStateThatIsTold() {
    assertThat(registry.get("windlass.leader").gauge().value()).isEqualTo(0);
    metrics.leads(true);
    assertThat(registry.get("windlass.leader").gauge().value()).isEqualTo(1);
    metrics.leads(false);
    assertThat(registry.get("windlass.leader").gauge().value()).isEqualTo(0);
  }

  @Test
  void whatComesInIsCountedByTypeAndWhatGoesOutByAnswer() {
    metrics.decoded("pods", 10_000, 40_000);
    metrics.decoded("pods", 6_000, 20_000);
    metrics.called("patch", "pods/status", 409);
    metrics.called("patch", "pods/status", 200);
    metrics.throttled("client", Duration.ofMillis(1500));
    metrics.throttled("client", Duration.ofMillis(500));

    assertThat(registry.get("windlass.decode").timer().count()).isEqualTo(2);
    assertThat(registry.get("windlass.decoded").counter().count()).isEqualTo(16_000);
    assertThat(registry.get("windlass.api.requests").tag("code", "409").counter().count())
        .isEqualTo(1);
    assertThat(registry.get("windlass.throttled").tag("by", "client").counter().count())
        .isEqualTo(2);
  }
}
