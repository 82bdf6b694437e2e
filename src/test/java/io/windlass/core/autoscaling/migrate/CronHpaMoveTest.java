package io.windlass.core.autoscaling.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CronHPA documents, one job at a time: what they become, what is noted, what is refused. */
class CronHpaMoveTest {
  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                          | job                                                               | window                                                                  | note
          six fields                    | 'schedule':'0 30 8 * * 1-5','targetSize':9                        | {"name":"up","replicas":9,"start":"30 8 * * 1-5","untilNext":true}      | CronHPA sets the replicas once
          a constant second             | 'schedule':'30 0 8 * * *','targetSize':9                          | {"name":"up","replicas":9,"start":"0 8 * * *","untilNext":true}         | Up: moved to :00 (-30 seconds)
          a question mark is a star     | 'schedule':'0 0 8 ? * MON','targetSize':9                         | {"name":"up","replicas":9,"start":"0 8 * * MON","untilNext":true}       | CronHPA sets the replicas once
          a word                        | 'schedule':'@daily','targetSize':9                                | {"name":"up","replicas":9,"start":"@daily","untilNext":true}            | CronHPA sets the replicas once
          a date                        | 'schedule':'@date 2026-12-24 18:00:00','targetSize':9             | {"at":"2026-12-24T18:00","name":"up","replicas":9,"untilNext":true}     | CronHPA sets the replicas once
          a date that is past (bug 5)   | 'schedule':'@date 2020-10-27 21:54:00','targetSize':9             |                                                                         | Up: 2020-10-27T21:54 is past; CronHPA would have fired again next year, left out
          once                          | 'schedule':'0 0 8 * * 1','targetSize':9,'runOnce':true            | {"at":"2026-11-30T08:00","name":"up","replicas":9,"untilNext":true}     | CronHPA sets the replicas once
          """)
  void moved(String rule, String job, String window, String note) {
    Moved moved = move(job, "");
    assertThat(moved.refusals()).as(rule).isEmpty();
    assertThat(moved.object().items("spec", "windows").stream().map(JsonText::canonical))
        .isEqualTo(window == null ? List.of() : List.of(window));
    assertThat(moved.notes()).anySatisfy(line -> assertThat(line).startsWith(note));
    assertThat(moved.object().text("spec", "mode")).contains("DryRun");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      quoteCharacter = '`',
      textBlock =
          """
          rule                          | job                                             | refusal
          five fields (bug 2)           | 'schedule':'0 8 * * 1','targetSize':9           | has five fields: CronHPA reads second minute hour day month (next 2027-01-01T00:08), cron reads minute hour day month weekday (next 2026-11-30T08:00); write the one that is meant: "0 8 * * 1 *" or "0 0 8 * * 1"
          several seconds               | 'schedule':'*/10 0 8 * * *','targetSize':9      | fires several times a minute (seconds */10)
          @every                        | 'schedule':'@every 5m','targetSize':9           | no anchor on a clock
          a negative size               | 'schedule':'0 0 8 * * *','targetSize':-1        | targetSize is no number of at least 0 (TPA018)
          31 February (bug 1)           | 'schedule':'0 0 0 31 2 *','targetSize':9        | TPA004 spec.windows[up].start
          a day that no week has        | 'schedule':'0 0 8 * * 8','targetSize':9     | field 5, day of week (0-7 or SUN-SAT), has 8
          a Sunday that CronHPA refuses | 'schedule':'0 0 8 * * 7','targetSize':9     | CronHPA never ran it, its week is 0-6 or SUN-SAT
          a list of seconds             | 'schedule':'0,30 0 8 * * *','targetSize':9  | fires several times a minute (seconds 0,30)
          a second that is none         | 'schedule':'60 0 8 * * *','targetSize':9    | seconds 60
          a comma alone                 | 'schedule':'0 , 8 * * *','targetSize':9     | field 1, minute (0-59), has an empty item
          a range from a star           | 'schedule':'0 0 *-5 * * *','targetSize':9   | field 2, hour (0-23), has *-5
          no size                       | 'schedule':'0 0 8 * * *'                    | targetSize is no number of at least 0 (TPA018)
          a date that does not exist    | 'schedule':'@date 2026-02-30 08:00:00','targetSize':9 | no date such as 2026-11-11 00:00:00
          """)
  void refused(String rule, String job, String refusal) {
    assertThat(move(job, "").refusals())
        .as(rule)
        .anySatisfy(line -> assertThat(line).contains(refusal));
  }

  @ParameterizedTest(name = "exclude {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          * * * 15 11 *      | [{"annually":"11-15"}]
          * * * * * 5        | [{"weekdays":["FRI"]}]
          * * * * * 0,SAT    | [{"weekdays":["SUN","SAT"]}]
          * * * ? * 1-5      | [{"weekdays":["MON","TUE","WED","THU","FRI"]}]
          * * * 1-3 OCT *    | [{"annually":"10-01"},{"annually":"10-02"},{"annually":"10-03"}]
          0 36 1 12 12 *     | [{"annually":"12-12"}]
          """)
  void excluded(String text, String dates) {
    Moved moved =
        move("'schedule':'0 0 8 * * *','targetSize':9", ",'excludeDates':['" + text + "']");
    Json window = moved.object().items("spec", "windows").getFirst();
    assertThat(JsonText.canonical(window.at("excludeDates").orElseThrow())).isEqualTo(dates);
    assertThat(moved.notes().toString().contains("the whole day is left out"))
        .isEqualTo(!text.startsWith("* * *"));
  }

  @ParameterizedTest(name = "exclude {0}")
  @ValueSource(strings = {"* * * * * *", "* * * 1 * 1", "* * * 30 2 *", "* * * 32 1 *", "tomorrow"})
  void excludedInVain(String text) {
    assertThat(
            move("'schedule':'@daily','targetSize':9", ",'excludeDates':['" + text + "']")
                .refusals())
        .containsExactly(
            "excludeDates \"%s\": neither days of the year nor of the week".formatted(text));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "v1, Pod, names no group; CronHPA itself stops at it (TPA030)",
    "autoscaling/v2, HorizontalPodAutoscaler, 'it points to HPA w, which is not there'"
  })
  void targets(String apiVersion, String kind, String refusal) {
    String text =
        "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'apiVersion':'%s','kind':'%s','name':'w'},'jobs':[]}}"
            .formatted(apiVersion, kind);
    assertThat(move(text).refusals()).anySatisfy(line -> assertThat(line).contains(refusal));
  }

  @Test
  void aVersionThatIsServedNoMoreIsTheOneThatIs() {
    String text =
        "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1beta2','kind':'Deployment','name':'w'},'jobs':[{'name':'up','schedule':'@daily','targetSize':3}]}}";
    Moved moved = move(text);
    assertThat(moved.refusals()).isEmpty();
    assertThat(moved.object().text("spec", "scaleTargetRef", "apiVersion")).contains("apps/v1");
    assertThat(moved.notes()).contains("apps/v1beta2 is served no more: apps/v1 here");
  }

  @Test
  void jobsOfOneNameGetNamesOfTheirOwn() {
    Moved moved =
        move(
            "'schedule':'0 0 8 * * *','targetSize':9},{'name':'Up','schedule':'0 0 9 * *"
                + " *','targetSize':3",
            "");
    assertThat(moved.object().items("spec", "windows").stream().map(it -> it.text("name")))
        .containsExactly(Optional.of("up"), Optional.of("up-2"));
    assertThat(moved.notes()).contains("Up: two of that name, the second is now up-2");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a job that is yet to come leaves the count alone  | '@date 2026-12-24 18:00:00'  | Free
          one that has fired holds                          | '0 0 8 * * *'                | none
          """)
  void beforeTheFirstJob(String rule, String schedule, String whenNoMetrics) {
    Moved moved = move("'schedule':" + schedule + ",'targetSize':9", "");
    assertThat(moved.object().text("spec", "schedulePolicy", "whenNoMetrics").orElse("none"))
        .as(rule)
        .isEqualTo(whenNoMetrics);
    assertThat(moved.object().number("spec", "maxReplicas"))
        .hasValue(whenNoMetrics.equals("Free") ? 5000L : 9L);
  }

  @ParameterizedTest(name = "{0} {1} after it {2}")
  @CsvSource({
    "'', true, Succeed, 0",
    "'', true, Failed, 0",
    "'', true, Submitted, 1",
    "'', false, Succeed, 1",
    "'@date 2026-12-24 18:00:00', false, Succeed, 0"
  })
  void oneThatHasRunIsLeftOut(String date, boolean once, String state, int windows) {
    String schedule = date.isEmpty() ? "0 0 8 * * *" : date;
    Moved moved =
        move(
            "'schedule':'%s','runOnce':%s,'targetSize':9".formatted(schedule, once),
            "},'status':{'conditions':[{'name':'Up','state':'%s'}]".formatted(state));
    assertThat(moved.object().items("spec", "windows")).hasSize(windows);
  }

  private static Moved move(String job, String more) {
    return move(
        "{'metadata':{'name':'a'},'spec':{'scaleTargetRef':{'apiVersion':'apps/v1','kind':'Deployment','name':'w'},'jobs':[{'name':'Up',%s}]%s}}"
            .formatted(job, more));
  }

  private static Moved move(String text) {
    Json.Obj source = (Json.Obj) JsonText.parse(text.replace('\'', '"'));
    return new CronHpaMove(source, ZoneId.of("Asia/Shanghai"), NOW, Optional.empty()).move();
  }
}
