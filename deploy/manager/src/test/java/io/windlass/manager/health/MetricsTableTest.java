package io.windlass.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.windlass.controllers.adapter.micrometer.MicrometerAdmissionMetrics;
import io.windlass.controllers.adapter.micrometer.MicrometerRuntimeMetrics;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The page on metrics names all that there is, and nothing else. */
class MetricsTableTest {
  private static final Duration TIME = Duration.ofMillis(3);

  @Test
  void whatTheEngineCanTellIsWhatThePageSays() throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    ProcessMeters.bindTo(registry);
    tellEverything(new MicrometerRuntimeMetrics(registry));
    new MicrometerAdmissionMetrics(registry).answered("/validate", 200, TIME);

    assertThat(MetricsTable.exposed(registry.scrape()).lines())
        .isEqualTo(MetricsTable.documented().lines());
  }

  private static void tellEverything(RuntimeMetrics metrics) {
    metrics.watchQueue("cloneset", () -> 1);
    metrics.waited("cloneset", TIME);
    metrics.coalesced("cloneset");
    metrics.retried("cloneset");
    metrics.ran("cloneset", TIME, "done");
    metrics.watchStore("pods", () -> 1, () -> 900);
    metrics.decoded("pods", 10_000, 30_000);
    metrics.listed("pods", TIME);
    metrics.watchEnded("pods", "over");
    metrics.called("list", "pods", 200);
    metrics.wrote("patch", "pods/status", "applied", TIME);
    metrics.throttled("client", TIME);
    metrics.watchExpectations(() -> 0);
    metrics.expectationExpired("cloneset");
    metrics.eventDropped();
    metrics.leads(true);
  }
}
