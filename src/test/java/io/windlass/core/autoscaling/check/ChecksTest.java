package io.windlass.core.autoscaling.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.autoscaling.spec.Specs;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of the document and its schedule, each with its exact answer. */
class ChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  /** {@code W(...)} is the list of one window {@code w} with these fields. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          code | case                        | spec adds                                                                | answer    | message
          001  | an hour of 24               | W(start: '0 24 * * *', duration: '1h', replicas: 3)                      | REJECT    | spec.windows[w].start: field 2, hour (0-23), has 24
          001  | a reversed range            | W(start: '0 18-8 * * *', duration: '1h', replicas: 3)                    | REJECT    | field 2, hour (0-23), has the reversed range 18-8
          001  | the end                     | W(start: '@daily', end: '0 8 * *', replicas: 3)                          | REJECT    | spec.windows[w].end: 4 fields instead of five: minute hour day-of-month month day-of-week
          002  | CronHPA's six fields        | W(start: '0 0 8 * * 1', duration: '1h', replicas: 3)                     | REJECT    | six fields, but seconds are not supported; did you paste a CronHPA schedule? Five fields are: minute hour day-of-month month day-of-week
          003  | the last day of a month     | W(start: '0 0 L * *', duration: '1h', replicas: 3)                       | REJECT    | L in day of month (1-31): L, W and # are not supported; list the dates, or leave days out with excludeDates
          003  | @every                      | W(start: '@every 5m', duration: '1h', replicas: 3)                       | REJECT    | @every is not supported: it has no place on a clock; use a cron expression and a duration
          004  | CronHPA bug 1: 31 February  | W(start: '0 0 31 2 *', duration: '1h', replicas: 3)                      | REJECT    | "0 0 31 2 *" never comes: no such date in eight years
          005  | 29 February                 | W(start: '0 0 29 2 *', duration: '1h', replicas: 3)                      | WARN      | comes less than once a year: 2028-02-29T00:00, 2032-02-29T00:00, 2036-02-29T00:00
          006  | both day fields             | W(start: '0 0 13 * 5', duration: '1h', replicas: 3)                      | WARN      | either suffices: 2026-11-27, 2026-12-04, 2026-12-11, 2026-12-13, 2026-12-18
          007  | an abbreviation             | timeZone: 'CST'                                                          | REJECT    | spec.timeZone: "CST" is no IANA time zone of tzdb TZDB; write Asia/Shanghai or America/Chicago
          007  | an offset                   | W(start: '@daily', duration: '1h', replicas: 3, timeZone: 'UTC+8')       | REJECT    | spec.windows[w].timeZone: "UTC+8" is no IANA time zone of tzdb TZDB; write Asia/Shanghai
          007  | a town that is not there    | timeZone: 'Europe/Gotham'                                                | REJECT    | write a name such as Asia/Shanghai
          008  | a fixed offset              | timeZone: 'Etc/GMT-8', W(start: '@daily', duration: '1h', replicas: 3)   | WARN      | Etc/GMT-8 knows no summer time, and its sign is reversed: it is UTC+08:00
          009  | a start in a gap            | timeZone: 'Europe/Berlin', W(start: '30 2 * * *', duration: '1h', replicas: 3) | WARN | 2027-03-28T02:30 does not exist in Europe/Berlin: 2027-03-28T03:00 instead
          010  | an end that comes twice     | timeZone: 'Europe/Berlin', W(start: '0 22 * * *', end: '30 2 * * *', replicas: 3) | WARN | 2027-10-31T02:30 comes twice in Europe/Berlin: the second counts
          011  | two beginnings              | W(start: '@daily', at: '2026-12-01T00:00', duration: '1h', replicas: 3)  | REJECT    | spec.windows[w]: a window begins with either start or at
          011  | no end                      | W(start: '@daily', replicas: 3)                                          | REJECT    | a window lasts for one of duration, end and untilNext
          012  | half a minute               | W(start: '@daily', duration: '30s', replicas: 3)                         | REJECT    | spec.windows[w].duration: "30s" is not between 1m and 8784h (366 days)
          012  | words                       | W(start: '@daily', duration: 'ten', replicas: 3)                         | REJECT    | "ten" is no duration such as 10h or 1h30m
          013  | start and end are one       | W(start: '0 8 * * 1-5', end: '0 8 * * MON-FRI', replicas: 3)             | REJECT    | spec.windows[w].end: always comes with start: the window would be empty or endless
          014  | longer than its period      | W(start: '0 8 * * *', duration: '30h', replicas: 3)                      | WARN      | spec.windows[w].duration: begins again before it ends: always active
          015  | nothing set                 | W(start: '@daily', duration: '1h')                                       | REJECT    | a window sets either bounds or replicas
          016  | baseline                    | minReplicas: 21                                                          | REJECT    | spec.minReplicas: 21 is above maxReplicas 20
          016  | window                      | W(start: '@daily', duration: '1h', bounds: {minReplicas: 9, maxReplicas: 8}) | REJECT | spec.windows[w].bounds.minReplicas: 9 is above maxReplicas 8
          017  | a floor above the baseline  | W(start: '@daily', duration: '1h', bounds: {minReplicas: 21})            | REJECT    | 21 is above spec.maxReplicas 20: add bounds.maxReplicas
          017  | a ceiling below it          | minReplicas: 5, W(start: '@daily', duration: '1h', bounds: {maxReplicas: 4}) | REJECT | 4 is below spec.minReplicas 5: add bounds.minReplicas
          018  | negative                    | minReplicas: -1                                                          | REJECT    | spec.minReplicas: -1 is not a number from 0 to 2147483647
          018  | CronHPA: negative           | W(start: '@daily', duration: '1h', replicas: -2)                         | REJECT    | spec.windows[w].replicas: -2 is not a number from 0 to 2147483647
          020  | equal priority              | windows: [{name: 'a', start: '0 8 * * *', duration: '2h', replicas: 3}, {name: 'b', start: '0 9 * * *', duration: '2h', replicas: 4}] | REJECT | a and b have equal priority and different values, and overlap from 2026-11-23T09:00:00Z to 2026-11-23T10:00:00Z: give one a higher priority, or say overlap: Widest
          022  | too much to prove           | windows: [{name: 'a', start: '*/2 * * * *', duration: '1m', replicas: 3}, {name: 'b', start: '1-59/2 * * * *', duration: '1m', replicas: 4}] | WARN | a and b: not proven disjoint
          023  | a seam of five minutes      | windows: [{name: 'a', start: '0 8 * * *', duration: '4h', bounds: {minReplicas: 10}}, {name: 'b', start: '5 12 * * *', duration: '4h', bounds: {minReplicas: 10}}] | WARN | the floor falls from 10 to 1 at 2026-11-23T12:00:00Z and rises again 5 minutes later: add release, or let the windows touch
          024  | CronHPA bug 6: a name twice | windows: [{name: 'a', start: '0 8 * * *', duration: '1h', replicas: 3}, {name: 'a', start: '0 9 * * *', duration: '1h', replicas: 4}] | REJECT | spec.windows: two of them are called a
          026  | no date                     | W(start: '@daily', duration: '1h', replicas: 3, excludeDates: [{date: '2026-02-30'}]) | REJECT | "2026-02-30" is no date such as 2026-10-01
          026  | backwards                   | W(start: '@daily', duration: '1h', replicas: 3, excludeDates: [{from: '2026-12-02', to: '2026-12-01'}]) | REJECT | 2026-12-02 is after to 2026-12-01
          026  | all over                    | W(start: '@daily', duration: '1h', replicas: 3, excludeDates: [{date: '2026-10-01'}]) | WARN | spec.windows[w].excludeDates: all of them are in the past
          027  | none left                   | W(start: '0 8 * * 1', duration: '1h', replicas: 3, excludeDates: [{weekdays: ['MON']}]) | WARN | spec.windows[w].excludeDates: no occurrence is left
          029  | no longer valid             | W(start: '@daily', duration: '1h', replicas: 3, validUntil: '2026-11-22') | CONDITION | spec.windows[w].validUntil: 2026-11-22 has passed: it is ignored
          045  | beyond any                  | metrics: [{name: 'cpu', type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 1001}}}] | REJECT | 1001 is not a number from 1 to 1000
          045  | almost nothing              | metrics: [{name: 'cpu', type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 5}}}] | WARN | spec.metrics[cpu]: a target of 5% leaves the pods almost idle
          047  | to sleep for ever           | minReplicas: 0, metrics: [{name: 'cpu', type: 'Resource', resource: {name: 'cpu', target: {type: 'Utilization', averageUtilization: 50}}}] | REJECT | spec.minReplicas: with 0 replicas nothing is measured and no window wakes it
          048  | no such policy              | behavior: {scaleUp: {selectPolicy: 'Most'}}                              | REJECT    | spec.behavior.scaleUp.selectPolicy: "Most" is none of [Disabled, Max, Min]
          048  | no way to measure           | behavior: {scaleDown: {tolerance: '-0.1'}}                               | REJECT    | "-0.1" is no quantity of at least 0
          049  | no way up                   | behavior: {scaleUp: {selectPolicy: 'Disabled'}}, W(start: '@daily', duration: '1h', replicas: 3) | WARN | Disabled stops the metrics, not the floors of windows: they hold all the same
          049  | no way down                 | behavior: {scaleDown: {tolerance: '1'}}                                  | WARN      | so large that metrics never lower the count to the floor
          """)
  void check(String code, String what, String adds, Finding.Answer answer, String message) {
    List<Finding> found = Checks.ofDocument(Specs.read(expand(adds)), NOW);
    assertThat(found)
        .as(what)
        .anySatisfy(
            finding -> {
              assertThat(finding.code()).isEqualTo("TPA" + code);
              assertThat(finding.answer()).isEqualTo(answer);
              assertThat(finding.toString().replaceAll("tzdb \\d{4}\\w", "tzdb TZDB"))
                  .contains(message);
            });
    boolean rejected = found.stream().anyMatch(Finding::rejects);
    assertThat(rejected).isEqualTo(answer == Finding.Answer.REJECT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nothing at all                       | minReplicas: 1
          021 overlap of different priority    | windows: [{name: 'a', start: '0 8 * * *', duration: '2h', replicas: 3}, {name: 'b', start: '0 9 * * *', duration: '2h', replicas: 4, priority: 1}]
          overlap of equal values              | windows: [{name: 'a', start: '0 8 * * *', duration: '2h', replicas: 3}, {name: 'b', start: '0 9 * * *', duration: '2h', replicas: 3}]
          overlap where Widest allows it       | overlap: 'Widest', windows: [{name: 'a', start: '0 8 * * *', duration: '2h', replicas: 3}, {name: 'b', start: '0 9 * * *', duration: '2h', replicas: 4}]
          one floor and one ceiling            | windows: [{name: 'a', start: '0 8 * * *', duration: '2h', bounds: {minReplicas: 3}}, {name: 'b', start: '0 9 * * *', duration: '2h', bounds: {maxReplicas: 9}}]
          windows that touch                   | windows: [{name: 'a', start: '0 8 * * *', duration: '4h', replicas: 3}, {name: 'b', start: '0 12 * * *', duration: '4h', replicas: 4}]
          a release that goes on day by day    | windows: [{name: 'a', start: '0 8 * * *', duration: '2h', bounds: {minReplicas: 19}, release: {over: '1h'}}, {name: 'b', start: '0 10 * * *', duration: '2h', bounds: {minReplicas: 4}}]
          steps                                | windows: [{name: 'a', start: '0 8 * * *', untilNext: true, replicas: 3}, {name: 'b', start: '0 20 * * *', untilNext: true, replicas: 9}]
          zero that a window ends              | minReplicas: 0, W(start: '0 8 * * *', duration: '4h', replicas: 3)
          zero that a queue ends               | minReplicas: 0, metrics: [{name: 'q', type: 'External', external: {metric: {name: 'q'}, target: {type: 'AverageValue', averageValue: '30'}}}]
          an abbreviation is no zone, Etc/UTC is | timeZone: 'Etc/UTC'
          """)
  void nothingIsFound(String what, String adds) {
    assertThat(Checks.ofDocument(Specs.read(expand(adds)), NOW)).as(what).isEmpty();
  }

  @Test
  void tooManyOfAKind025() {
    String windows =
        IntStream.range(0, 65)
            .mapToObj(
                i -> "{name: 'w%d', start: '@daily', duration: '1h', replicas: 3}".formatted(i))
            .collect(Collectors.joining(","));
    assertThat(Specs.read("windows: [" + windows + "]").faults())
        .extracting(Finding::toString)
        .containsExactly("TPA025 spec.windows: 65 of them, at most 64");
  }

  @Test
  void aNameIsNoLongerThanALabel052() {
    Json.Obj named =
        Specs.object("minReplicas: 1")
            .with("metadata", Json.Obj.EMPTY.with("name", "a".repeat(64)));
    assertThat(ReadAutoscaler.of(named).faults())
        .extracting(Finding::toString)
        .containsExactly("TPA052 metadata.name: 64 characters, at most 63");
  }

  static String expand(String adds) {
    return adds.replaceAll("W\\((.*)\\)$", "windows: [{name: 'w', $1}]");
  }
}
