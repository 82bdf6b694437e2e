package io.windlass.manager.timed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.windlass.devcluster.api.RequestGate.Verdict;
import io.windlass.devcluster.api.RequestGate.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong around an autoscaler, one hour of one Monday each, on stepped time. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FaultsIT {
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

  @AfterEach
  void clear() {
    day.clear();
  }

  @AfterAll
  void end() {
    day.close();
  }

  @Test
  @Order(8)
  void aMetricsApiThatFailsForAnHourStillHonoursEveryEdge() {
    day.web(2, "250m");
    day.autoscaler(
        """
        minReplicas: 2, maxReplicas: 20,
        windows: [{name: first, start: '10 8 * * *', duration: 20m, bounds: {minReplicas: 5}},
                  {name: second, start: '30 8 * * *', duration: 20m, bounds: {maxReplicas: 3}}],
        """
            + CPU);
    day.outage()
        .let(it -> isOfMetrics(it) ? Outage.refuse(503, "ServiceUnavailable") : Verdict.PROCEED);
    day.start();
    day.until("2026-11-23T08:59:00Z");

    assertThat(day.recorder().rescaled()).containsExactly("08:10 5", "08:30 3");
    assertThat(day.recorder().lateness()).containsOnly(Duration.ZERO);
    assertThat(day.condition("ScalingActive")).isEqualTo("False/FailedGetResourceMetric");
    day.outage().end();
    day.until("2026-11-23T09:01:00Z");
    assertThat(day.condition("ScalingActive")).isEqualTo("True/ValidMetricFound");
  }

  @Test
  @Order(9)
  void aRestartWhileItStabilisesChangesNothing() {
    day.web(2, "steps 00:00=1400m 09:10=200m");
    day.autoscaler("minReplicas: 2, maxReplicas: 20, " + CPU);
    day.start();
    for (int minute = 2; minute < 20; minute++) {
      day.until("2026-11-23T09:%02d:20Z".formatted(minute));
      day.restart();
    }
    assertThat(day.recorder().sizes()).containsExactly(4L, 7L, 2L);
    assertThat(day.recorder().rescaled().getLast()).isBetween("09:14:30 2", "09:16:30 2");
  }

  @Test
  @Order(10)
  void aStormOfConflictsEndsInTheDecisionOfThatMoment() {
    day.web(2, "200m");
    day.autoscaler(
        """
        minReplicas: 2, maxReplicas: 20,
        windows: [{name: tenth, start: '10 10 * * *', duration: 20m, replicas: 6}]
        """);
    AtomicInteger refused = new AtomicInteger();
    day.outage()
        .let(
            it -> {
              boolean hits = isScaleWrite(it) && refused.incrementAndGet() <= 23;
              return hits ? Outage.refuse(409, "Conflict") : Verdict.PROCEED;
            });
    day.start();
    day.until("2026-11-23T10:15:00Z");
    assertThat(day.recorder().rescaled()).containsExactly("10:10:15 6");
    assertThat(refused).hasValue(24);
    assertThat(day.recorder().events()).contains("FailedUpdateScale");
    assertThat(day.condition("AbleToScale")).startsWith("True");
  }

  @Test
  @Order(11)
  void aClockThatJumpsIsFollowed() {
    day.web(2, "200m");
    day.autoscaler(
        """
        minReplicas: 2, maxReplicas: 20,
        windows: [{name: noon, start: '0 12 * * *', duration: 30m, replicas: 6}]
        """);
    day.start();
    day.until("2026-11-23T11:05:00Z");
    assertThat(day.recorder().sizes()).isEmpty();
    day.jump(Duration.ofHours(1));
    day.until("2026-11-23T11:05:10Z");
    assertThat(day.recorder().sizes()).as("an hour ahead").containsExactly(6L);
    day.jump(Duration.ZERO);
    day.until("2026-11-23T11:05:20Z");
    assertThat(day.recorder().sizes()).as("and back").containsExactly(6L, 2L);
    day.until("2026-11-23T12:00:00Z");
    assertThat(day.recorder().rescaled().getLast()).isEqualTo("12:00 6");
  }

  @Test
  @Order(13)
  void somebodyWhoRevertsEveryThreeMinutesIsNotFought() {
    day.web(3, "200m");
    day.autoscaler("minReplicas: 6, maxReplicas: 20");
    day.start();
    int reverted = 0;
    for (int minute = 3; minute < 60; minute += 3) {
      day.until("2026-11-23T13:%02d:00Z".formatted(minute));
      if (day.cloneSet().number("spec", "replicas").orElse(0L) == 6) {
        reverted++;
        revert(3);
      }
    }
    assertThat(day.condition("ExternalWriter")).isEqualTo("True/ForeignWrites");
    assertThat(day.autoscaler().toString()).contains("argocd changed the replicas");
    assertThat(day.recorder().events()).containsOnlyOnce("ExternalWriter");
    // Three times at once, then once in five minutes at most, which it sees at the next third
    // minute
    // or, where both fall together, at once: 13 of its 19 looks find something to revert, or fewer.
    assertThat(reverted).isBetween(6, 13);
    day.until("2026-11-23T14:20:00Z");
    assertThat(day.condition("ExternalWriter")).isEqualTo("False/NoForeignWrites");
    assertThat(day.cloneSet().number("spec", "replicas")).hasValue(6L);
  }

  private void revert(int replicas) {
    day.resource("apps.kruise.io/v1alpha1", "CloneSet")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.JSON_MERGE)
                .withFieldManager("argocd")
                .build(),
            "{\"spec\":{\"replicas\":%d}}".formatted(replicas));
  }

  private static boolean isOfMetrics(Write request) {
    return request.type().group().equals("metrics.k8s.io");
  }

  private static boolean isScaleWrite(Write request) {
    return request.verb().equals("update") && request.subresource().equals("scale");
  }
}
