package io.windlass.core.autoscaling.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a calendar does to a window, and what is said where it cannot. */
class CalendarShelfTest {
  private static final AutoscalerSpec SPEC =
      ReadAutoscaler.of(
              (Json.Obj)
                  JsonText.parse(
                      """
                      {"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"w"},
                       "minReplicas":2,"maxReplicas":20,"windows":[
                       {"name":"day","start":"0 8 * * *","duration":"10h","bounds":{"minReplicas":10},
                        "excludeDates":[{"calendarRef":{"name":"holidays"}}]}]}}
                      """))
          .spec();

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "none",
      textBlock =
          """
          calendar                      | keys                    | floor | finding
          a key for the date            | 2027-01-01,2027-02-05   | 2     | none
          keys for other dates          | 2027-01-02              | 10    | none
          a key that is no date too     | 2027-01-01,README       | 2     | TPA026 spec.windows[day].excludeDates: ConfigMap holidays has keys that are no dates such as 2027-02-05: README
          a date that does not exist    | 2027-02-30              | 10    | TPA026 spec.windows[day].excludeDates: ConfigMap holidays has keys that are no dates such as 2027-02-05: 2027-02-30
          """)
  void datesExclude(String calendar, String keys, long floor, String finding) {
    CalendarShelf shelf =
        new CalendarShelf(Map.of("holidays", CalendarReading.of(List.of(keys.split(",", -1)))));
    assertThat(floor(shelf)).as(calendar).isEqualTo(floor);
    assertThat(shelf.findings(SPEC).stream().map(Finding::toString))
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void whatIsMissingExcludesNothingAndIsSaid() {
    assertThat(floor(CalendarShelf.EMPTY)).isEqualTo(10);
    assertThat(CalendarShelf.EMPTY.findings(SPEC))
        .singleElement()
        .satisfies(it -> assertThat(it.answer()).isEqualTo(Finding.Answer.CONDITION))
        .hasToString(
            "TPA026 spec.windows[day].excludeDates: there is no ConfigMap holidays: it excludes no"
                + " date");
  }

  @Test
  void whatCannotBeReadExcludesNothingAndIsSaid() {
    CalendarShelf shelf =
        new CalendarShelf(Map.of("holidays", new CalendarReading.Unreadable("403 Forbidden")));
    assertThat(floor(shelf)).isEqualTo(10);
    assertThat(shelf.findings(SPEC))
        .singleElement()
        .asString()
        .contains("holidays cannot be read: 403 Forbidden");
  }

  private static long floor(CalendarShelf shelf) {
    return SPEC.with(shelf.calendars())
        .rules()
        .schedule()
        .bounds(Instant.parse("2027-01-01T09:00:00Z"))
        .floor();
  }
}
