package io.windlass.core.autoscaling.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.Decider;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.autoscaling.status.StatusReport.Scaled;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What status says, and when it is written. */
class StatusReportTest {
  private static final Instant NOON = Instant.parse("2026-11-23T04:00:00Z");
  private static final AutoscalerRules RULES =
      Specs.read(
              "timeZone: 'Asia/Shanghai', windows: [{name: 'weekday', priority: 10, start: '0 8 * *"
                  + " 1-5', duration: '10h', bounds: {minReplicas: 10, maxReplicas: 30}}, {name:"
                  + " 'promo', at: '2026-12-11T00:00', duration: '24h', replicas: 25, priority:"
                  + " 100}], metrics: [{name: 'queue', type: 'External', external: {metric: {name:"
                  + " 'q'}, target: {type: 'AverageValue', averageValue: '30'}}}]")
          .spec()
          .rules();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          field                   | says
          observedGeneration      | 7
          currentReplicas         | 10
          desiredReplicas         | 14
          lastScaleTime           | "2026-11-23T04:00:00Z"
          lastApplied             | {"replicas":14,"resourceVersion":"8812","time":"2026-11-23T04:00:00Z"}
          bounds                  | {"ceiling":30,"ceilingBy":"weekday","floor":10,"floorBy":"weekday"}
          decision/why            | "14: queue value 420 against 30; ratio 1.400; inside 10..30 from weekday"
          decision/steps/0        | {"by":"weekday","reason":"WindowActive","result":"10..30","stage":"Time"}
          decision/steps/1        | {"by":"queue","detail":"value 420 against 30; ratio 1.400","reason":"AboveTarget","result":"14","stage":"Metric"}
          decision/steps/2        | {"by":"queue","reason":"LargestOf","result":"14","stage":"Combine"}
          decision/steps/3        | {"reason":"ReadyForNewScale","result":"14","stage":"Stabilise"}
          decision/steps/4        | {"detail":"limit 20","reason":"DesiredWithinRange","result":"14","stage":"RateLimit"}
          decision/steps/5        | {"reason":"DesiredWithinRange","result":"14","stage":"Clamp"}
          decision/notChosen/0    | {"by":"promo","reason":"starts 2026-12-10T16:00:00Z"}
          upcoming/0              | {"at":"2026-11-23T10:00:00Z","bounds":"1..20","change":"weekday ends","local":"2026-11-23 18:00"}
          windows/0               | {"name":"weekday","nextStart":"2026-11-24T00:00:00Z","since":"2026-11-23T00:00:00Z","state":"Active","until":"2026-11-23T10:00:00Z"}
          windows/1               | {"name":"promo","nextStart":"2026-12-10T16:00:00Z","state":"Waiting"}
          metrics/0               | {"current":"value 420 against 30; ratio 1.400","name":"queue","proposal":14}
          history/0               | {"from":10,"time":"2026-11-23T04:00:00Z","to":14,"why":"14: queue value 420 against 30; ratio 1.400; inside 10..30 from weekday"}
          memory                  | {"changes":["2026-11-23T04:00:00Z 4"],"failures":0,"recommendations":["2026-11-23T04:00:00Z 14"]}
          conditions/0            | {"lastTransitionTime":"2026-11-23T04:00:00Z","message":"the metrics could be read","observedGeneration":7,"reason":"ValidMetricFound","status":"True","type":"ScalingActive"}
          """)
  void says(String field, String text) {
    Json status = report(NOON, 10, 420, Json.Obj.EMPTY).status(scaled(10, 14), 20);
    assertThat(JsonText.canonical(at(status, field))).isEqualTo(text);
  }

  @Test
  void historyIsARingAndTransitionsKeepTheirTime() {
    Json.Obj first = report(NOON, 10, 420, Json.Obj.EMPTY).status(scaled(10, 14), 2);
    Json.Obj second = report(NOON.plusSeconds(60), 14, 480, first).status(scaled(14, 16), 2);
    Json.Obj third = report(NOON.plusSeconds(120), 16, 540, second).status(scaled(16, 18), 2);
    assertThat(third.items("history"))
        .extracting(it -> it.number("to").orElseThrow())
        .containsExactly(18L, 16L);
    assertThat(third.items("conditions").getFirst().text("lastTransitionTime"))
        .contains("2026-11-23T04:00:00Z");
    Json.Obj quiet = report(NOON.plusSeconds(180), 18, 540, third).status(Optional.empty(), 2);
    assertThat(quiet.text("lastScaleTime")).contains("2026-11-23T04:02:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          case                                          | load | scaled | later | due
          nothing but the time is new                   | 420  | false  | 30    | never
          figures, half a minute after the last         | 425  | false  | 30    | at 2026-11-23T04:01:00Z
          figures, a minute after the last              | 425  | false  | 60    | now
          another outcome, five seconds after the last  | 500  | false  | 5     | at 2026-11-23T04:00:15Z
          another outcome, fifteen seconds after        | 500  | false  | 15    | now
          the replicas were written                     | 500  | true   | 5     | now
          """)
  void writes(String what, long load, boolean scaled, long later, String due) {
    Json.Obj stored = report(NOON, 14, 420, Json.Obj.EMPTY).status(Optional.empty(), 20);
    Instant now = NOON.plusSeconds(later);
    Json.Obj wanted =
        report(now, 14, load, stored).status(scaled ? scaled(14, 17) : Optional.empty(), 20);
    String found =
        switch (StatusWrites.due(stored, wanted, NOON, now)) {
          case StatusWrites.Due.Never _ -> "never";
          case StatusWrites.Due.Now _ -> "now";
          case StatusWrites.Due.At(Instant time) -> "at " + time;
        };
    assertThat(found).as(what).isEqualTo(due);
  }

  private static Optional<Scaled> scaled(long from, long to) {
    return Optional.of(new Scaled(from, to, "8812"));
  }

  private static StatusReport report(Instant now, long current, long queue, Json.Obj before) {
    Map<String, Reading> readings =
        Map.of("queue", new Reading.OfWhole(queue * 1000, current, current));
    Look look = new Look(now, current, readings, Memory.EMPTY, false);
    return new StatusReport(RULES.schedule(), look, Decider.decide(RULES, look), 7, before);
  }

  private static Json at(Json json, String path) {
    Json here = json;
    for (String step : Arrays.asList(path.split("/", -1))) {
      here =
          here instanceof Json.Arr(var items)
              ? items.get(Integer.parseInt(step))
              : here.at(step).orElseThrow();
    }
    return here;
  }
}
