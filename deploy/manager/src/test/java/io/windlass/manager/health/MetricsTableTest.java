package io.windlass.manager.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.windlass.controllers.adapter.micrometer.MicrometerAdmissionMetrics;
import io.windlass.controllers.adapter.micrometer.MicrometerRuntimeMetrics;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.controllers.autoscaling.report.AutoscalerFigures.Standing;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.model.ObjectKey;
import io.windlass.manager.wiring.AutoscalerMeters;
import io.windlass.runtime.port.RuntimeMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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
    tellEverything(new AutoscalerMeters(registry));

    assertThat(MetricsTable.exposed(registry.scrape()).lines())
        .isEqualTo(MetricsTable.documented().lines());
  }

  @Test
  void whatIsToldOfAnAutoscalerGoesWithIt() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    AutoscalerMeters meters = new AutoscalerMeters(registry);
    ObjectKey web = new ObjectKey("shop", "web");
    meters.stands(web, standing(4, Map.of("weekday", true)));
    meters.stands(web, standing(5, Map.of("weekday", false)));
    assertThat(registry.scrape())
        .contains("tpa_desired_replicas{name=\"web\",namespace=\"shop\"} 5.0")
        .contains("tpa_bound{name=\"web\",namespace=\"shop\",side=\"ceiling\"} 9.0")
        .contains("tpa_window_active{name=\"web\",namespace=\"shop\",window=\"weekday\"} 0.0");
    meters.stands(web, standing(5, Map.of("night", true)));
    assertThat(registry.scrape()).contains("window=\"night\"").doesNotContain("weekday");
    meters.forget(web);
    assertThat(registry.scrape()).doesNotContain("web");
  }

  private static Standing standing(long desired, Map<String, Boolean> windows) {
    return new Standing(3, desired, new Bounds(2, "baseline", 9, "baseline", false), windows);
  }

  private static void tellEverything(AutoscalerFigures figures) {
    figures.stands(new ObjectKey("shop", "web"), standing(4, Map.of("weekday", true)));
    figures.decided("WindowActive");
    figures.edgeServed(TIME);
    figures.metricFailed("cpu", "FailedGetResourceMetric");
    figures.conflict("HorizontalPodAutoscaler");
    figures.checked("TPA001", "REJECT");
    figures.externalWrite();
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
