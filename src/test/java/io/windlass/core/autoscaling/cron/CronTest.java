package io.windlass.core.autoscaling.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | expression         | after            | next
          the same day                            | 0 8 * * *          | 2026-11-23T07:59 | 2026-11-23T08:00
          strictly after                          | 0 8 * * *          | 2026-11-23T08:00 | 2026-11-24T08:00
          from Friday to Monday                   | 0 8 * * 1-5        | 2026-11-27T08:00 | 2026-11-30T08:00
          names in any case                       | 0 8 * * mon-Fri    | 2026-11-27T08:00 | 2026-11-30T08:00
          Sunday is 7 as well                     | 0 0 * * 7          | 2026-11-23T00:00 | 2026-11-29T00:00
          to Sunday                               | 0 0 * * 6-7        | 2026-11-28T00:00 | 2026-11-29T00:00
          a step                                  | */20 * * * *       | 2026-11-23T08:01 | 2026-11-23T08:20
          a step in a range                       | 10-50/20 * * * *   | 2026-11-23T08:11 | 2026-11-23T08:30
          a step from a value                     | 5/20 * * * *       | 2026-11-23T08:26 | 2026-11-23T08:45
          a list                                  | 0 6,18 * * *       | 2026-11-23T06:00 | 2026-11-23T18:00
          a month by name                         | 0 0 1 FEB *        | 2026-11-23T06:00 | 2027-02-01T00:00
          either day field suffices               | 0 0 13 * 5         | 2026-11-23T06:00 | 2026-11-27T00:00
          either day field suffices, the other    | 0 0 24 * 5         | 2026-11-23T06:00 | 2026-11-24T00:00
          a step of stars does not restrict       | 0 0 */2 * 5        | 2026-11-23T06:00 | 2026-11-27T00:00
          29 February                             | 0 0 29 2 *         | 2026-11-23T06:00 | 2028-02-29T00:00
          29 February over a century              | 0 0 29 2 *         | 2096-03-01T00:00 | 2104-02-29T00:00
          never                                   | 0 0 31 2 *         | 2026-11-23T06:00 |
          never, by month                         | 0 0 31 4,6,9,11 *  | 2026-11-23T06:00 |
          @hourly                                 | @hourly            | 2026-11-23T06:01 | 2026-11-23T07:00
          @daily                                  | @daily             | 2026-11-23T06:01 | 2026-11-24T00:00
          @midnight                               | @MIDNIGHT          | 2026-11-23T06:01 | 2026-11-24T00:00
          @weekly is Sunday                       | @weekly            | 2026-11-23T06:01 | 2026-11-29T00:00
          @monthly                                | @monthly           | 2026-11-23T06:01 | 2026-12-01T00:00
          @yearly                                 | @yearly            | 2026-11-23T06:01 | 2027-01-01T00:00
          """)
  void next(String rule, String expression, LocalDateTime after, LocalDateTime next) {
    assertThat(cron(expression).next(after)).as(rule).isEqualTo(Optional.ofNullable(next));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault                       | expression       | kind        | why
          too few fields              | 0 8 * *          | MALFORMED   | 4 fields instead of five: minute hour day-of-month month day-of-week
          nothing                     | ''               | MALFORMED   | 0 fields instead of five
          CronHPA's seconds           | 0 0 8 * * 1      | SIX_FIELDS  | did you paste a CronHPA schedule?
          a minute of 60              | 60 * * * *       | MALFORMED   | field 1, minute (0-59), has 60
          an hour of 24               | 0 24 * * *       | MALFORMED   | field 2, hour (0-23), has 24
          day 0                       | 0 0 0 * *        | MALFORMED   | field 3, day of month (1-31), has 0
          month 13                    | 0 0 1 13 *       | MALFORMED   | field 4, month (1-12 or JAN-DEC), has 13
          day 8 of the week           | 0 0 * * 8        | MALFORMED   | field 5, day of week (0-7 or SUN-SAT), has 8
          a negative number           | -1 0 * * *       | MALFORMED   | field 1, minute (0-59), has -1
          a step of 0                 | */0 * * * *      | MALFORMED   | the step 0
          a step in words             | */x * * * *      | MALFORMED   | the step x
          an empty item               | 1,,2 * * * *     | MALFORMED   | an empty item
          only a comma                | , * * * *        | MALFORMED   | an empty item
          a reversed range            | 0 18-8 * * *     | MALFORMED   | the reversed range 18-8
          a star to five              | *-5 * * * *      | MALFORMED   | *-5
          a question mark             | 0 0 ? * 1        | MALFORMED   | ? (write *)
          the last day                | 0 0 L * *        | UNSUPPORTED | L in day of month (1-31): L, W and # are not supported
          a working day               | 0 0 15W * *      | UNSUPPORTED | 15W in day of month
          the second Monday           | 0 0 * * 1#2      | UNSUPPORTED | 1#2 in day of week
          the last Friday             | 0 0 * * 5L       | UNSUPPORTED | 5L in day of week
          @every                      | @every 5m        | UNSUPPORTED | @every is not supported
          @reboot                     | @reboot          | UNSUPPORTED | @reboot is not supported
          @date                       | @date 2020-10-27 21:54:00 | UNSUPPORTED | use at with a full local date and time
          an unknown word             | @noon            | MALFORMED   | unknown @noon; there are @hourly
          a zone in front             | TZ=UTC 0 8 * * * | SIX_FIELDS  | six fields
          """)
  void refused(String fault, String expression, CronReading.Why kind, String why) {
    assertThat(Cron.read(expression))
        .as(fault)
        .isInstanceOfSatisfying(
            CronReading.Refused.class,
            refused -> {
              assertThat(refused.kind()).isEqualTo(kind);
              assertThat(refused.why()).contains(why);
            });
  }

  @Test
  void daysThatDoNotSuitAreSkippedBothWays() {
    Cron daily = cron("30 9 * * *");
    LocalDateTime at = LocalDateTime.parse("2026-11-23T12:00");
    assertThat(daily.next(at, day -> day.getDayOfMonth() > 26))
        .contains(LocalDateTime.parse("2026-11-27T09:30"));
    assertThat(daily.latest(at, day -> day.getDayOfMonth() < 20))
        .contains(LocalDateTime.parse("2026-11-19T09:30"));
  }

  static Cron cron(String expression) {
    return ((CronReading.Understood) Cron.read(expression)).cron();
  }
}
