package io.windlass.core.autoscaling.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.decide.AutoscalerRules.Fallback;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.AutoscalerRules.SchedulePolicy;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.pace.Behavior;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.pace.PaceTest;
import io.windlass.core.autoscaling.schedule.Windows;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Time and metrics together: group C of the vectors. Baseline 2..20, times in Shanghai. */
class DeciderTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Map<String, String> WINDOWS =
      Map.of(
          "W", "weekday: start 0 8 * * 1-5, for 10h, min 10, max 30, prio 10, Asia/Shanghai",
          "P", "promo: at 2026-11-11T00:00, for 24h, replicas 25, prio 100, Asia/Shanghai",
          "N", "night: start 0 1 * * *, for 4h, replicas 0, prio 10, Asia/Shanghai",
          "Q", "quiet: start 0 1 * * *, for 4h, max 4, prio 1, Asia/Shanghai",
          "A", "a: start 0 1 * * *, for 4h, min 6, prio 5, Asia/Shanghai",
          "B", "b: start 0 1 * * *, for 4h, min 9, Asia/Shanghai",
          "L", "l: start 0 1 * * *, for 4h, min 12, prio 5, Asia/Shanghai",
          "S",
              "am: start 0 8 * * *, for 4h, min 10, Asia/Shanghai; pm: start 0 12 * * *, for 6h,"
                  + " min 10, Asia/Shanghai",
          "R", "w: start 0 8 * * *, for 10h, min 10, release 10M, Asia/Shanghai",
          "O", "new: start 0 0 * * *, for 1h, min 10, Asia/Shanghai, not 2026-10-01");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          vector                                        | windows | at                  | current | cpu  | asked  | also                | desired | reason
          C1 the window has not begun                   | W       | 2026-11-23T07:59:59 | 4       | 4    |        |                     | 4       | NoChange
          C2 it begins: the floor, at once              | W       | 2026-11-23T08:00:00 | 4       | 3    |        |                     | 10      | TooFewReplicas
          C3 inside it                                  | W       | 2026-11-23T12:00:00 | 10      | 14   |        |                     | 14      | AboveTarget
          C4 its ceiling                                | W       | 2026-11-23T12:00:00 | 28      | 45   |        |                     | 30      | TooManyReplicas
          C5 the floor holds to the last second         | W       | 2026-11-23T17:59:59 | 10      | 3    |        |                     | 10      | TooFewReplicas
          C6 and not one longer                         | W       | 2026-11-23T18:00:00 | 10      | 3    |        |                     | 3       | BelowTarget
          C7 the load was really there                  | W       | 2026-11-23T18:00:00 | 10      | 3    | 60:9   |                     | 9       | ScaleDownStabilized
          C8 Saturday                                   | W       | 2026-11-28T12:00:00 | 4       | 4    |        |                     | 4       | NoChange
          C10 only the excluded date is excluded        | O       | 2026-10-02T00:30:00 | 4       | 4    |        |                     | 10      | TooFewReplicas
          C11 priority                                  | W;P     | 2026-11-11T12:00:00 | 25      | 40   |        |                     | 25      | TooManyReplicas
          C13 above the baseline's ceiling: at once     | W;P     | 2026-11-12T00:00:00 | 25      | 12   | 200:14 |                     | 20      | TooManyReplicas
          C14 the next look is stabilised               | W;P     | 2026-11-12T00:00:15 | 20      | 12   | 215:14 |                     | 14      | ScaleDownStabilized
          C16 all metrics missing: hold                 | W       | 2026-11-23T12:00:00 | 14      | none |        |                     | 14      | FailedGetExternalMetric
          C17 fallback raises                           | W       | 2026-11-23T12:00:00 | 14      | none |        | fallback 16, failed 3 | 16    | Fallback
          C18 not before the third failure              | W       | 2026-11-23T12:00:00 | 14      | none |        | fallback 16, failed 2 | 14    | FailedGetExternalMetric
          C19 never lowers                              | W       | 2026-11-23T12:00:00 | 14      | none |        | fallback 12, failed 9 | 14    | FailedGetExternalMetric
          C20 not beyond the ceiling                    | W       | 2026-11-23T12:00:00 | 14      | none |        | fallback 99, failed 3 | 30    | Fallback
          metrics gone for an hour: edges all the same  | W       | 2026-11-23T08:00:00 | 4       | none |        | failed 240          | 10      | TooFewReplicas
          C22 our zero wakes to the floor               | N       | 2026-11-23T05:00:00 | 0       | none |        | our zero            | 2       | TooFewReplicas
          C23 somebody else's zero is respected         | N       | 2026-11-23T05:00:00 | 0       | none |        |                     | 0       | ScalingDisabled
          zero by schedule, whatever the load (KEDA)    | N       | 2026-11-23T01:00:00 | 6       | 9    |        |                     | 0       | TooManyReplicas
          C25 only a ceiling                            | Q       | 2026-11-23T02:00:00 | 12      | 15   |        |                     | 4       | TooManyReplicas
          C26 inside it                                 | Q       | 2026-11-23T02:00:00 | 3       | 3    |        |                     | 3       | NoChange
          C28 priority before size                      | A;B     | 2026-11-23T02:00:00 | 5       | 5    |        |                     | 6       | TooFewReplicas
          C29 the floor drags the ceiling               | L;Q     | 2026-11-23T02:00:00 | 3       | 3    |        |                     | 12      | TooFewReplicas
          C31 a schedule is not rate-limited            | W       | 2026-11-23T08:00:00 | 2       | 2    |        | up Pods 1 60        | 10      | TooFewReplicas
          C32 unless somebody asks for that             | W       | 2026-11-23T08:00:00 | 2       | 2    |        | up Pods 1 60, no jump | 3     | ScaleUpLimit
          C34 DryRun decides the same                   | W       | 2026-11-23T08:00:00 | 4       | 14   |        | dry run             | 10      | TooFewReplicas
          C35 no metrics, no window: the floor          |         | 2026-11-23T08:00:00 | 9       |      |        |                     | 2       | FloorWithoutMetrics
          C36 unless the count is free                  |         | 2026-11-23T08:00:00 | 9       |      |        | free                | 9       | DesiredWithinRange
          no metrics, above the ceiling: the floor, too | Q       | 2026-11-23T02:00:00 | 12      |      |        |                     | 2       | FloorWithoutMetrics
          a free count goes to the ceiling              | Q       | 2026-11-23T02:00:00 | 12      |      |        | free                | 4       | TooManyReplicas
          C37 release, at the end                       | R       | 2026-11-23T18:00:00 | 10      |      |        |                     | 10      | FloorWithoutMetrics
          C38 release, half way                         | R       | 2026-11-23T18:05:00 | 10      |      |        |                     | 6       | FloorWithoutMetrics
          C40 release, over                             | R       | 2026-11-23T18:10:00 | 10      |      |        |                     | 2       | FloorWithoutMetrics
          C41 no dip at a seam                          | S       | 2026-11-23T12:00:00 | 10      | 2    |        |                     | 10      | TooFewReplicas
          paused                                        | W       | 2026-11-23T08:00:00 | 4       | 14   |        | paused              | 4       | Paused
          B25 below the floor: at once                  | W       | 2026-11-23T12:00:00 | 2       | 3    |        |                     | 10      | TooFewReplicas
          B26 zero is off                               |         | 2026-11-23T12:00:00 | 0       | 5    |        |                     | 0       | ScalingDisabled
          CronHPA bug 7: down at 08:00, back at 08:03   | W       | 2026-11-23T08:03:00 | 4       | 3    |        |                     | 10      | TooFewReplicas
          CronHPA on HPA 1/10: a floor stays recorded   | W       | 2026-11-23T08:05:00 | 11      | 5    |        |                     | 10      | TooFewReplicas
          CronHPA on HPA 11/11: the ceiling comes back  | P       | 2026-11-12T00:00:00 | 25      | 3    |        |                     | 20      | TooManyReplicas
          CronHPA bug 9: two windows at one second      | A;L     | 2026-11-23T01:00:00 | 4       | 3    |        |                     | 12      | TooFewReplicas
          KEDA: exactly 10, though 11 is within 10 %    | P       | 2026-11-11T12:00:00 | 27      | 26   |        |                     | 25      | TooManyReplicas
          CronHPA bug 21: load keeps the window's size  | W       | 2026-11-23T18:00:00 | 28      | 24   |        |                     | 20      | TooManyReplicas
          """)
  void decision(
      String vector,
      String windows,
      LocalDateTime at,
      long current,
      String cpu,
      String asked,
      String also,
      long desired,
      String reason) {
    Case given = new Case(also == null ? "" : also);
    Look look = given.look(at.atZone(SHANGHAI).toInstant(), current, cpu, asked);
    Decision decision =
        Decider.decide(given.rules(windows == null ? "" : windows, cpu != null), look);
    assertThat(decision.desired()).as("%s: %s", vector, decision).isEqualTo(desired);
    assertThat(decision.reason()).isEqualTo(reason);
    assertThat(decision.why()).startsWith(desired + ": ").hasSizeLessThanOrEqualTo(256);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          vector                                      | current | failed | external | desired | active
          A31 act on what is known, if it is more     | 8       | true   | 12       | 12      | True
          A32 no way down on partial knowledge        | 8       | true   | 5        | 8       | False
          nothing failed                              | 8       | false  | 5        | 5       | True
          """)
  void someMetricsFail(
      String vector, long current, boolean failed, long external, long desired, String active) {
    AutoscalerRules rules = new Case("two metrics").rules("", true);
    Map<String, Reading> readings = new HashMap<>(Map.of("cpu", asking(external)));
    if (!failed) {
      readings.put("other", asking(1));
    }
    Look look =
        new Look(Instant.parse("2026-11-23T12:00:00Z"), current, readings, Memory.EMPTY, false);
    Decision decision = Decider.decide(rules, look);
    assertThat(decision.desired()).as(vector).isEqualTo(desired);
    assertThat(decision.conditions().getFirst().status().text()).isEqualTo(active);
  }

  /** A metric that asks for exactly so many, whatever the tolerance. */
  static Reading asking(long replicas) {
    return new Reading.OfWhole(replicas * 1000, 0, 0);
  }

  /** What the column {@code also} says. */
  private record Case(String also) {
    AutoscalerRules rules(String windows, boolean metric) {
      StringBuilder text = new StringBuilder();
      if (!windows.isEmpty()) {
        for (String name : windows.split(";", -1)) {
          text.append(WINDOWS.get(name)).append(';');
        }
      }
      return new AutoscalerRules(
          mode(),
          Windows.schedule("2..20", text.toString()),
          metric ? metrics() : List.of(),
          Map.of(),
          behavior(),
          new SchedulePolicy(!also.contains("no jump"), also.contains("free")),
          number("fallback").map(replicas -> new Fallback(3, replicas)));
    }

    private Mode mode() {
      return also.equals("dry run")
          ? Mode.DRY_RUN
          : also.equals("paused") ? Mode.PAUSED : Mode.ACTIVE;
    }

    private List<MetricSpec> metrics() {
      MetricSpec cpu = metric("cpu");
      return also.equals("two metrics") ? List.of(metric("other"), cpu) : List.of(cpu);
    }

    private static MetricSpec metric(String name) {
      return new MetricSpec(
          name,
          MetricSpec.Kind.EXTERNAL,
          name,
          Optional.empty(),
          new MetricTarget.AverageValue(1000));
    }

    private Optional<Behavior> behavior() {
      return also.startsWith("up ") ? PaceTest.behavior(also.split(", ", -1)[0]) : Optional.empty();
    }

    private Optional<Long> number(String word) {
      for (String part : also.split(", ", -1)) {
        if (part.startsWith(word + " ")) {
          return Optional.of(Long.parseLong(part.substring(word.length() + 1)));
        }
      }
      return Optional.empty();
    }

    Look look(Instant now, long current, String cpu, String asked) {
      Memory memory = Memory.EMPTY.failing(number("failed").orElse(1L) - 1);
      if (asked != null) {
        String[] parts = asked.split(":", -1);
        memory =
            memory.asking(now.minusSeconds(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
      }
      Map<String, Reading> readings =
          cpu == null || cpu.equals("none") ? Map.of() : Map.of("cpu", asking(Long.parseLong(cpu)));
      return new Look(now, current, readings, memory, also.equals("our zero"));
    }
  }
}
