package io.windlass.core.autoscaling.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.autoscaling.simulate.LoadCurve.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationTest {
  private static final String WEEKDAY = "weekday: start 0 8 * * 1-5, for 10h, min 10, max 30";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          day                                      | windows                                                                                  | changes
          nothing but the baseline                 |                                                                                          | 00:00:00 2
          one window, to the second                | w: start 17 8 * * *, for 90M, min 10                                                     | 00:00:00 2, 08:17:00 10, 09:47:00 2
          a lead                                   | w: start 0 8 * * *, for 1h, min 10, lead 5M                                              | 00:00:00 2, 07:55:00 10, 09:00:00 2
          a release, pod by pod                    | w: start 0 8 * * *, for 1h, min 5, release 3M                                            | 00:00:00 2, 08:00:00 5, 09:01:00 4, 09:02:00 3, 09:03:00 2
          steps                                    | a: start 0 6 * * *, next, replicas 9; b: start 0 20 * * *, next, replicas 3              | 00:00:00 3, 06:00:00 9, 20:00:00 3
          zero at night, and awake again           | n: start 0 1 * * *, for 4h, replicas 0                                                   | 00:00:00 2, 01:00:00 0, 05:00:00 2
          """)
  void timeAlone(String day, String windows, String changes) {
    Simulation simulation =
        new Simulation(
            Days.rules(windows == null ? "" : windows, false),
            LoadCurve.NONE,
            Days.day(Duration.ofMinutes(7), 4));
    assertThat(String.join(", ", Days.changes(simulation.run()))).as(day).isEqualTo(changes);
  }

  @Test
  void floorThenCpuInsideThenCeilingThenRelease() {
    LoadCurve load =
        Days.minutes(
            24 * 60,
            minute -> minute < 600 ? 1_000 : minute < 720 ? 9_000 : minute < 900 ? 30_000 : 600);
    Simulation simulation =
        new Simulation(Days.rules(WEEKDAY, true), load, Days.day(Duration.ofSeconds(15), 2));
    assertThat(Days.changes(simulation.run()))
        .containsExactly("08:00:00 10", "10:00:00 15", "12:00:00 30", "15:04:45 10", "18:00:00 2");
  }

  @Test
  void edgesHoldWhileMetricsFailForAnHour() {
    LoadCurve hole = Days.minutes(7 * 60 + 30, _ -> 1_000);
    List<Sample> samples = new ArrayList<>(hole.samples());
    samples.add(new Sample(Days.MONDAY.plusSeconds(7 * 3600 + 1800), Map.of()));
    samples.add(new Sample(Days.MONDAY.plusSeconds(8 * 3600 + 1800), Map.of("cpu", 9_000L)));
    Simulation simulation =
        new Simulation(
            Days.rules(WEEKDAY, true), new LoadCurve(samples), Days.day(Duration.ofSeconds(15), 2));
    assertThat(Days.changes(simulation.run()))
        .startsWith("08:00:00 10", "08:30:00 15")
        .doesNotContain("07:30:00 1");
  }

  @Test
  void startingPodsCountAsIdle() {
    LoadCurve load = Days.minutes(24 * 60, minute -> minute < 60 ? 1_000 : 6_000);
    Simulation simulation =
        new Simulation(Days.rules("", true), load, Days.day(Duration.ofSeconds(15), 2));
    assertThat(Days.changes(simulation.run())).containsExactly("01:00:00 6", "01:00:15 10");
  }

  @Test
  void samplesComeInOrder() {
    Sample sample = new Sample(Days.MONDAY, Map.of());
    assertThatThrownBy(() -> new LoadCurve(List.of(sample, sample)))
        .hasMessageContaining("samples must be in the order of time");
  }
}
