package io.windlass.manager.timed;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One Monday of a CloneSet with a CPU curve, windows and a metric target, on stepped time. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class TheDayIT {
  private static final String CPU =
      """
      metrics: [{name: cpu, type: Resource,
                 resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}]
      """;

  private SteppedDay day;

  @BeforeAll
  void begin(@TempDir Path folder) throws Exception {
    day = new SteppedDay(folder, "2026-11-23T07:58:00Z");
  }

  @AfterAll
  void end() {
    day.close();
  }

  /** A pod is to bear 200m: seven pods from 08:20 on, twenty from 08:40, one from 08:50. */
  @Test
  @Order(8)
  void floorThenCpuThenCeilingThenRelease() {
    day.web(2, "steps 00:00=200m 08:20=1400m 08:40=4 08:50=200m");
    day.autoscaler(
        """
        minReplicas: 2, maxReplicas: 20,
        windows: [{name: weekday, start: '0 8 * * 1-5', duration: 1h, release: {over: 8m},
                   bounds: {minReplicas: 4, maxReplicas: 10}}],
        """
            + CPU);
    day.start();
    day.until("2026-11-23T09:10:00Z");

    assertThat(day.recorder().rescaled())
        .containsExactly(
            "08:00 4", "08:20:11 7", "08:40:12 10", "08:54:57 4", "09:04 3", "09:08 2");
    assertThat(day.recorder().lateness()).hasSize(3).containsOnly(Duration.ZERO);
    Json.Obj autoscaler = day.autoscaler();
    assertThat(autoscaler.number("metadata", "generation")).as("CronHPA bug 17").hasValue(1L);
    assertThat(autoscaler.items("status", "history")).hasSize(6);
  }
}
