package io.windlass.devcluster.sim.cronjob;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a schedule is next due; 2026-11-23 is a Monday. */
final class CronScheduleTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | schedule       | zone          | after                | next
          the next minute, not this one           | * * * * *      | UTC           | 2026-11-23T12:00:00Z | 2026-11-23T12:01:00Z
          steps                                   | */15 * * * *   | UTC           | 2026-11-23T12:01:30Z | 2026-11-23T12:15:00Z
          a step from a number on                 | 5/20 * * * *   | UTC           | 2026-11-23T12:26:00Z | 2026-11-23T12:45:00Z
          lists and ranges                        | 0 1,9-11 * * * | UTC           | 2026-11-23T12:00:00Z | 2026-11-24T01:00:00Z
          names of months and days                | 0 0 * feb sun  | UTC           | 2026-11-23T12:00:00Z | 2027-02-07T00:00:00Z
          both days restricted: either will do    | 0 0 1 * fri    | UTC           | 2026-11-23T12:00:00Z | 2026-11-27T00:00:00Z
          one of the days open: the other decides | 0 0 ? * 1      | UTC           | 2026-11-23T12:00:00Z | 2026-11-30T00:00:00Z
          the 29th of February                    | 0 0 29 2 *     | UTC           | 2026-11-23T12:00:00Z | 2028-02-29T00:00:00Z
          by name                                 | @daily         | UTC           | 2026-11-23T12:00:00Z | 2026-11-24T00:00:00Z
          at a distance                           | @every 1h30m   | UTC           | 2026-11-23T12:00:00Z | 2026-11-23T13:30:00Z
          in another zone                         | 30 9 * * *     | Asia/Shanghai | 2026-11-23T12:00:00Z | 2026-11-24T01:30:00Z
          an hour that the clocks leave out       | 30 2 * * *     | Europe/Berlin | 2027-03-27T12:00:00Z | 2027-03-29T00:30:00Z
          """)
  void next(String rule, String schedule, String zone, String after, String next) {
    assertThat(
            CronSchedule.parse(schedule).orElseThrow().next(Instant.parse(after), ZoneId.of(zone)))
        .contains(Instant.parse(next));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *", "* * * 13 *",
        "* * * * 7", "*/0 * * * *", "5-1 * * * *", "a * * * *", "@often", "@every x", "@every 0s"
      })
  void isNone(String text) {
    assertThat(CronSchedule.parse(text)).isEmpty();
  }
}
