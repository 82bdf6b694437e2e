package io.windlass.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.simulate.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The checks of the day: they hold for a good day, and each sees its own fault. */
class DayChecksTest {
  private static final Map<String, Long> REQUESTS =
      Map.of(
          "windlass-autoscaler update clonesets/scale 200", 8L,
          "windlass-autoscaler update clonesets/scale 409", 1L,
          "windlass-manager patch clonesets/status 200", 50L);

  @Test
  void aGoodDayHolds() {
    assertThat(new DayChecks(day(), REQUESTS).all()).allMatch(Check::held);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          fault                                | look | replicas | check
          an edge that came late               | 1    | 2        | at the second of each edge the count is within the new bounds
          too few pods between two edges       | 3    | 4        | there were never fewer pods than the floor, nor more than the ceiling
          too many                             | 3    | 40       | there were never fewer pods than the floor, nor more than the ceiling
          a ceiling that let the load through  | 8    | 9        | where the load asked for more than the ceiling, the ceiling held
          """)
  void eachFaultIsSeen(String fault, int look, long replicas, String check) {
    List<Moment> moments = with(look, it -> moment(look, it.bounds(), it.before(), replicas));
    assertThat(failed(new DayChecks(moments, REQUESTS))).as(fault).contains(check);
  }

  @Test
  void aCountThatCpuNeverMovesIsSeen() {
    List<Moment> moments =
        day().stream()
            .map(it -> new Moment(it.at(), it.load(), it.bounds(), 2, it.bounds().floor(), "", ""))
            .toList();
    assertThat(failed(new DayChecks(moments, REQUESTS)))
        .contains("between floor and ceiling CPU moved the count");
  }

  @Test
  void aFloorThatFallsAtOnceIsSeen() {
    Bounds baseline = bounds(2, "baseline", 20);
    List<Moment> moments = new ArrayList<>(day());
    for (int look = 5; look < 8; look++) {
      moments.set(look, moment(look, baseline, moments.get(look).before(), 12));
    }
    assertThat(failed(new DayChecks(moments, REQUESTS)))
        .contains("after work the floor went down step by step");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "another writer, hpa-controller update clonesets/scale 200",
    "one write too many, windlass-autoscaler patch clonesets/scale 200"
  })
  void aSecondWriterIsSeen(String fault, String request) {
    Map<String, Long> requests = new HashMap<>(REQUESTS);
    requests.put(request, 1L);
    assertThat(failed(new DayChecks(day(), requests)))
        .as(fault)
        .containsExactly("one writer set the replicas, once for each change");
  }

  private static List<String> failed(DayChecks checks) {
    return checks.all().stream().filter(it -> !it.held()).map(Check::sentence).toList();
  }

  private static List<Moment> with(int look, UnaryOperator<Moment> change) {
    List<Moment> moments = new ArrayList<>(day());
    moments.set(look, change.apply(moments.get(look)));
    return moments;
  }

  /** Floor, CPU, CPU, release in three steps, ceiling. */
  private static List<Moment> day() {
    Bounds work = bounds(10, "weekday", 30);
    return List.of(
        moment(0, bounds(2, "baseline", 4), 2, 2),
        moment(1, work, 2, 10),
        moment(2, work, 10, 12),
        moment(3, work, 12, 15),
        moment(4, work, 15, 14),
        moment(5, bounds(8, "weekday(releasing)", 20), 14, 12),
        moment(6, bounds(6, "weekday(releasing)", 20), 12, 11),
        moment(7, bounds(4, "weekday(releasing)", 20), 11, 9),
        moment(8, bounds(2, "baseline", 4), 9, 4));
  }

  private static Bounds bounds(long floor, String by, long ceiling) {
    return new Bounds(floor, by, ceiling, "baseline", false);
  }

  private static Moment moment(int look, Bounds bounds, long before, long after) {
    Instant at = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(600L * look);
    return new Moment(at, Map.of("cpu", look == 8 ? 3000L : 1000L), bounds, before, after, "", "");
  }
}
