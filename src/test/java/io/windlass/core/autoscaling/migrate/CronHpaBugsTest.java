package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The bugs of CronHPA that lie in its schedules, by their number in our register: a CronHPA is
 * moved, and its count is asked for at local times. Those of its controller are rows elsewhere.
 */
class CronHpaBugsTest {
  private static final Instant NOW = Instant.parse("2026-10-01T00:00:00Z");
  private static final String DAY =
      "{'name':'up','schedule':'0 0 8 * * *','targetSize':10},{'name':'down','schedule':'0 0 18 * *"
          + " *','targetSize':2}";
  private static final String HALF_PAST =
      "{'name':'up','schedule':'0 30 0 * * *','targetSize':10},{'name':'down','schedule':'0 0 18 *"
          + " * *','targetSize':2}";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          bug                                                | jobs      | excluded       | zone          | at               | count
          4: the day itself is left out                      | DAY       | * * * 15 11 *  | Asia/Shanghai | 2026-11-15T08:05 | 2
          4: another day of that month is not (issue 35)     | HALF_PAST | * * * 15 11 *  | Asia/Shanghai | 2026-11-10T00:35 | 10
          4: nor the same hour of another month              | DAY       | 0 36 8 12 12 * | Asia/Shanghai | 2026-12-11T08:05 | 10
          4: Fridays are left out to their last second       | DAY       | * * * * * 5    | Asia/Shanghai | 2026-11-27T17:59 | 2
          4: Tuesday is no Friday                            | HALF_PAST | * * * * * 5    | Asia/Shanghai | 2026-11-24T00:35 | 10
          7: missed while nobody ran, it holds all the same  | DAY       |                | Asia/Shanghai | 2026-11-24T13:37 | 10
          11: the zone is the object's (issue 104)           | DAY       |                | Europe/Berlin | 2026-11-24T08:00 | 10
          12: summer time is known without files (issue 30)  | DAY       |                | Europe/Berlin | 2026-07-24T08:00 | 10
          20: an excluded run is no run                      | DAY       | * * * * * 2    | Asia/Shanghai | 2026-11-24T08:00 | 2
          """)
  void count(String bug, String jobs, String excluded, String zone, LocalDateTime at, long count) {
    String list = jobs.equals("DAY") ? DAY : HALF_PAST;
    String dates = excluded == null ? "" : ",'excludeDates':['%s']".formatted(excluded);
    assertThat(floor(list + "]" + dates, zone, at)).as(bug).isEqualTo(count);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9: two jobs at one second do not race, the larger holds | {'name':'a','schedule':'0 0 8 * * *','targetSize':4},{'name':'b','schedule':'0 0 8 * * *','targetSize':9} | 9
          9: in the other order too                               | {'name':'b','schedule':'0 0 8 * * *','targetSize':9},{'name':'a','schedule':'0 0 8 * * *','targetSize':4} | 9
          6: two jobs of one name are two                         | {'name':'a','schedule':'0 0 7 * * *','targetSize':4},{'name':'a','schedule':'0 0 8 * * *','targetSize':9} | 9
          """)
  void together(String bug, String jobs, long count) {
    assertThat(floor(jobs + "]", "Asia/Shanghai", LocalDateTime.parse("2026-11-24T08:00")))
        .as(bug)
        .isEqualTo(count);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CronHPA's own example: two seconds of each minute | 30 */1 * * * * | 01 */1 * * * * | false | refused: a and b fire in the same minute (2026-10-01T08:01, seconds 30 and 1)
          now and then in the same minute                   | 30 0 8 * * 1   | 0 0 8 1 * *    | false | refused: a and b fire in the same minute (2027-02-01T08:00, seconds 30 and 0)
          9: at the same second, a race                     | 0 0 8 * * *    | 0 0 8 * * *    | false | a and b fire at the same second (2026-10-02T08:00): a race in CronHPA, here the larger holds
          once in the minute of another                     | 30 0 9 * * *   | 0 0 9 * * *    | true  | refused: a and b fire in the same minute (2026-10-01T09:00, seconds 30 and 0)
          in minutes of their own                           | 30 0 8 * * *   | 0 1 8 * * *    | false | a: moved to :00 (-30 seconds)
          """)
  void inTheSameMinute(String jobs, String a, String b, boolean once, String told) {
    String list =
        "{'name':'a','schedule':'%s','targetSize':4,'runOnce':%s},{'name':'b','schedule':'%s','targetSize':9}]"
            .formatted(a, once, b);
    Moved moved = move(list, "Asia/Shanghai");
    assertThat(moved.refusals().isEmpty()).as(jobs).isNotEqualTo(told.startsWith("refused: "));
    assertThat(moved.refusals().isEmpty() ? moved.notes() : moved.refusals())
        .anySatisfy(line -> assertThat(line).startsWith(told.replace("refused: ", "")));
  }

  @ParameterizedTest(name = "bug {0}")
  @CsvSource({
    "5: the year is kept, 2026-12-24T18:00, 20",
    "5: and not before, 2026-12-24T17:59, 10",
    "5: nor does it come again a year later, 2027-12-24T18:00:01, 2"
  })
  void date(String bug, LocalDateTime at, long count) {
    String jobs = DAY + ",{'name':'gala','schedule':'@date 2026-12-24 18:00:00','targetSize':20}]";
    assertThat(floor(jobs, "Asia/Shanghai", at)).as(bug).isEqualTo(count);
  }

  private static long floor(String jobs, String zone, LocalDateTime at) {
    Moved moved = move(jobs, zone);
    assertThat(moved.refusals()).isEmpty();
    Schedule schedule = ReadAutoscaler.of(moved.object()).spec().rules().schedule();
    return schedule.bounds(at.atZone(ZoneId.of(zone)).toInstant()).floor();
  }

  private static Moved move(String jobs, String zone) {
    String text =
        "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},'jobs':[%s}}"
            .formatted(jobs);
    Json.Obj source = (Json.Obj) JsonText.parse(text.replace('\'', '"'));
    return new CronHpaMove(source, ZoneId.of(zone), NOW, Optional.empty()).move();
  }
}
