package io.windlass.core.autoscaling.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When windows are active, and which bounds they give. */
class ScheduleTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                          | window                                                          | at                        | active
          D1 a second before the gap                    | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-03-29T00:59:59Z      | false
          D2 02:30 does not exist: it begins at 03:00   | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-03-29T01:00:00Z      | true
          D3 and lasts two hours                        | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-03-29T02:59:59Z      | true
          D4 no longer                                  | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-03-29T03:00:00Z      | false
          D5 02:30 comes twice: the first               | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-10-25T00:30:00Z      | true
          D6 not before it                              | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-10-25T00:29:59Z      | false
          D7 two hours of elapsed time                  | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-10-25T02:29:59Z      | true
          D8 after the first, not the second            | start 30 2 * * *, for 2h, Europe/Berlin                         | 2026-10-25T02:30:00Z      | false
          D10 an end that comes twice is the second     | start 0 22 * * *, to 30 2 * * *, Europe/Berlin                  | 2026-10-25T01:29:59Z      | true
          D11 and no later                              | start 0 22 * * *, to 30 2 * * *, Europe/Berlin                  | 2026-10-25T01:30:00Z      | false
          D13 the night before the gap (KEDA loses it)  | start 0 22 * * *, to 30 2 * * *, Europe/Berlin                  | 2026-03-29T00:59:59Z      | true
          D14 an end in the gap is the change           | start 0 22 * * *, to 30 2 * * *, Europe/Berlin                  | 2026-03-29T01:00:00Z      | false
          KEDA 4677, D16: Saturday at noon              | start 30 6 * * 1-5, to 10 22 * * *, Europe/Prague               | 2026-11-28T11:00:00Z      | false
          KEDA: on the day before a gap, not for 24 h   | start 30 2 * * *, to 0 6 * * *, Europe/Berlin                   | 2026-03-28T12:00:00Z      | false
          KEDA: 23:00 of the day before a gap           | start 0 22 * * *, to 30 2 * * *, Europe/Berlin                  | 2026-03-28T22:00:00Z      | true
          KEDA: start and end fall on one instant       | start 30 2 * * *, to 0 3 * * *, Europe/Berlin                   | 2026-03-29T01:00:00Z      | false
          nor does it last until the next day           | start 30 2 * * *, to 0 3 * * *, Europe/Berlin                   | 2026-03-29T12:00:00Z      | false
          D17 Friday in winter                          | start 0 8 * * 1-5, for 9h, America/New_York                     | 2026-03-06T12:59:59Z      | false
          D18 from 08:00 there                          | start 0 8 * * 1-5, for 9h, America/New_York                     | 2026-03-06T13:00:00Z      | true
          D19 Monday in summer: an hour earlier in UTC  | start 0 8 * * 1-5, for 9h, America/New_York                     | 2026-03-09T12:00:00Z      | true
          D20 Monday in winter again                    | start 0 8 * * 1-5, for 9h, America/New_York                     | 2026-11-02T12:30:00Z      | false
          D22 midnight is missing: 01:00                | start 0 0 * * *, for 1h, Africa/Cairo                           | 2026-04-23T22:00:00Z      | true
          D23 for an hour                               | start 0 0 * * *, for 1h, Africa/Cairo                           | 2026-04-23T23:00:00Z      | false
          D26 Saturday 01:00 belongs to Friday          | start 0 22 * * 5, for 6h, Asia/Shanghai                         | 2026-11-27T17:00:00Z      | true
          D28 so it is Friday that is excluded          | start 0 22 * * 5, for 6h, Asia/Shanghai, not 2026-11-27         | 2026-11-27T17:00:00Z      | false
          D28 and not Saturday                          | start 0 22 * * 5, for 6h, Asia/Shanghai, not 2026-11-28         | 2026-11-27T17:00:00Z      | true
          D29 29 February                               | start 0 0 29 2 *, for 24h                                       | 2028-02-29T12:00:00Z      | true
          C10 CronHPA bug 4: the day after the date     | start 0 0 * * *, for 1h, Asia/Shanghai, not 2026-10-01          | 2026-10-01T16:30:00Z      | true
          the date itself                               | start 0 0 * * *, for 1h, Asia/Shanghai, not 2026-10-01          | 2026-09-30T16:30:00Z      | false
          CronHPA bug 4: another day of that month      | start 5 0 * * *, for 1h, yearlyNot 11-15                        | 2026-11-03T00:05:00Z      | true
          CronHPA bug 4: the last second of the date    | start 0 13 15 11 *, for 1h, yearlyNot 11-15                     | 2026-11-15T13:59:59Z      | false
          CronHPA bug 4: Fridays, on a Tuesday          | start 30 0 * * *, for 1h, dayNot FRIDAY                         | 2026-11-24T00:30:00Z      | true
          CronHPA bug 4: Friday at 10:59:59             | start 0 10 * * *, for 1h, dayNot FRIDAY                         | 2026-11-27T10:59:59Z      | false
          CronHPA bug 5: a date keeps its year          | at 2020-10-27T21:54, for 1h                                     | 2027-10-27T21:54:30Z      | false
          once                                          | at 2026-11-11T00:00, for 24h, Asia/Shanghai                     | 2026-11-11T15:59:59Z      | true
          and no longer                                 | at 2026-11-11T00:00, for 24h, Asia/Shanghai                     | 2026-11-11T16:00:00Z      | false
          a lead begins earlier                         | start 0 8 * * *, for 1h, lead 5M                                | 2026-11-23T07:55:00Z      | true
          not before that                               | start 0 8 * * *, for 1h, lead 5M                                | 2026-11-23T07:54:59Z      | false
          a lead over midnight keeps its date           | start 0 0 * * 1, for 1h, lead 5M, not 2026-11-22                | 2026-11-22T23:56:00Z      | true
          suspended                                     | start 0 8 * * *, for 1h, suspend                                | 2026-11-23T08:00:00Z      | false
          before it is valid                            | start 0 8 * * *, for 1h, from 2026-11-24                        | 2026-11-23T08:00:00Z      | false
          on its last valid date                        | start 0 8 * * *, for 1h, until 2026-11-23                       | 2026-11-23T08:00:00Z      | true
          after that                                    | start 0 8 * * *, for 1h, until 2026-11-23                       | 2026-11-24T08:00:00Z      | false
          longer than its period: always                | start 0 8 * * *, for 30h                                        | 2026-11-24T13:00:00Z      | true
          every minute, in the second pass              | start */5 * * * *, for 1M, Europe/Berlin                        | 2026-10-25T01:05:00Z      | false
          """)
  void active(String rule, String window, Instant at, boolean active) {
    Schedule schedule = Windows.schedule("1..9", "w: " + window);
    assertThat(schedule.active(at)).as(rule).hasSize(active ? 1 : 0);
  }

  @ParameterizedTest(name = "D25 01:45 at Lord Howe as {0}")
  @CsvSource({"begin, 2026-04-04T14:45:00Z", "end, 2026-04-04T15:15:00Z"})
  void halfAnHourThatComesTwice(String side, Instant instant) {
    LocalDateTime local = LocalDateTime.parse("2026-04-05T01:45");
    ZoneId zone = ZoneId.of("Australia/Lord_Howe");
    assertThat(side.equals("begin") ? LocalClock.begin(local, zone) : LocalClock.end(local, zone))
        .isEqualTo(instant);
  }

  private static final String DAY_AND_NIGHT =
      "day: start 0 8 * * *, next, replicas 9, not 2026-11-24; night: start 0 20 * * *, next,"
          + " replicas 3";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                        | windows                                                                                      | at                   | bounds | floor by     | conflict
          no window: the baseline                     | w: start 0 8 * * *, for 1h, min 5                                                            | 2026-11-23T07:59:59Z | 2..20  | baseline     | false
          a window sets what it sets                  | w: start 0 8 * * *, for 1h, min 5                                                            | 2026-11-23T08:00:00Z | 5..20  | w            | false
          C25 only a ceiling                          | w: start 0 8 * * *, for 1h, max 4                                                            | 2026-11-23T08:00:00Z | 2..4   | baseline     | false
          C11 the higher priority wins                | w: start 0 8 * * *, for 1h, min 10, max 30, prio 10; p: start 0 0 * * *, for 24h, replicas 25, prio 100 | 2026-11-23T08:00:00Z | 25..25 | p | false
          C28 priority before size                    | a: start 0 8 * * *, for 1h, min 6, prio 5; b: start 0 8 * * *, for 1h, min 9                 | 2026-11-23T08:00:00Z | 6..20  | a            | false
          bound by bound                              | a: start 0 8 * * *, for 1h, min 6, prio 5; b: start 0 8 * * *, for 1h, min 9, max 12         | 2026-11-23T08:00:00Z | 6..12  | a            | false
          the largest of one priority                 | a: start 0 8 * * *, for 1h, min 6; b: start 0 8 * * *, for 1h, min 9                         | 2026-11-23T08:00:00Z | 9..20  | b            | false
          C29 the floor's priority is higher          | a: start 0 8 * * *, for 1h, min 12, prio 5; q: start 0 8 * * *, for 1h, max 4, prio 1        | 2026-11-23T08:00:00Z | 12..12 | a            | true
          the ceiling's priority is higher            | a: start 0 8 * * *, for 1h, min 12, prio 1; q: start 0 8 * * *, for 1h, max 4, prio 5        | 2026-11-23T08:00:00Z | 4..4   | q            | true
          a tie: the floor wins                       | a: start 0 8 * * *, for 1h, min 12; q: start 0 8 * * *, for 1h, max 4                        | 2026-11-23T08:00:00Z | 12..12 | a            | true
          C37 a release begins at the old floor       | w: start 0 8 * * *, for 10h, min 10, release 10M                                             | 2026-11-23T18:00:00Z | 10..20 | w(releasing) | false
          C38 half way                                | w: start 0 8 * * *, for 10h, min 10, release 10M                                             | 2026-11-23T18:05:00Z | 6..20  | w(releasing) | false
          C40 the end                                 | w: start 0 8 * * *, for 10h, min 10, release 10M                                             | 2026-11-23T18:10:00Z | 2..20  | baseline     | false
          rounded up                                  | w: start 0 8 * * *, for 10h, min 10, release 10M                                             | 2026-11-23T18:05:01Z | 6..20  | w(releasing) | false
          down to another window's floor              | w: start 0 8 * * *, for 10h, min 10, release 10M; v: start 0 18 * * *, for 1h, min 6          | 2026-11-23T18:05:00Z | 8..20  | w(releasing) | false
          not above what is higher already            | w: start 0 8 * * *, for 10h, min 10, release 10M; v: start 0 18 * * *, for 1h, min 12         | 2026-11-23T18:05:00Z | 12..20 | v            | false
          a release that begins again is over         | w: start 0 8,9 * * *, for 50M, min 10, release 20M                                           | 2026-11-23T09:00:00Z | 10..20 | w            | false
          """)
  void bounds(
      String rule, String windows, Instant at, String bounds, String floorBy, boolean conflict) {
    Bounds found = Windows.schedule("2..20", windows).bounds(at);
    assertThat(found.text()).as(rule).isEqualTo(bounds);
    assertThat(found.floorBy()).isEqualTo(floorBy);
    assertThat(found.conflict()).isEqualTo(conflict);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a step holds until the next      | 2026-11-23T08:00:00Z | 9..9
          to the last second               | 2026-11-23T19:59:59Z | 9..9
          then the next holds              | 2026-11-23T20:00:00Z | 3..3
          over midnight                    | 2026-11-24T07:59:59Z | 3..3
          an excluded step does not happen | 2026-11-24T12:00:00Z | 3..3
          the day after it does            | 2026-11-25T08:00:00Z | 9..9
          """)
  void steps(String rule, Instant at, String bounds) {
    assertThat(Windows.schedule("1..20", DAY_AND_NIGHT).bounds(at).text())
        .as(rule)
        .isEqualTo(bounds);
  }

  @Test
  void aCalendarIsAValue() {
    Days days =
        new Days(List.of(), Set.of(), Set.of(), Set.of("cn"), Optional.empty(), Optional.empty());
    Calendars known = new Calendars(Map.of("cn", Set.of(LocalDate.parse("2027-02-05"))));
    assertThat(days.allow(LocalDate.parse("2027-02-05"), known)).isFalse();
    assertThat(days.allow(LocalDate.parse("2027-02-06"), known)).isTrue();
    assertThat(days.allow(LocalDate.parse("2027-02-05"), Calendars.NONE)).isTrue();
  }

  @ParameterizedTest(name = "{0}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          active     | w: start 0 8 * * *, for 1h, min 5                   | 2026-11-23T08:30:00Z | ACTIVE
          waiting    | w: start 0 8 * * *, for 1h, min 5                   | 2026-11-23T09:30:00Z | WAITING
          releasing  | w: start 0 8 * * *, for 1h, min 5, release 1h       | 2026-11-23T09:30:00Z | RELEASING
          excluded   | w: start 0 8 * * *, for 1h, min 5, not 2026-11-23   | 2026-11-23T08:30:00Z | EXCLUDED
          suspended  | w: start 0 8 * * *, for 1h, min 5, suspend          | 2026-11-23T08:30:00Z | SUSPENDED
          expired    | w: start 0 8 * * *, for 1h, min 5, until 2026-11-22 | 2026-11-23T08:30:00Z | EXPIRED
          a past date| w: at 2026-11-22T00:00, for 1h, min 5               | 2026-11-23T08:30:00Z | EXPIRED
          superseded | w: start 0 8 * * *, next, min 5; v: start 0 9 * * *, next, min 1 | 2026-11-23T09:30:00Z | SUPERSEDED
          """)
  void state(String what, String windows, Instant at, Standing.State state) {
    assertThat(Windows.schedule("1..9", windows).standings(at).getFirst().state())
        .as(what)
        .isEqualTo(state);
  }
}
