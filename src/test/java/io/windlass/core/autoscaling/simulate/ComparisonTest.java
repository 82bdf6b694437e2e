package io.windlass.core.autoscaling.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same day of load under the published rules of others; the figures are computed. */
class ComparisonTest {
  private static final String WINDOWS =
      "morning: start 0 6 * * *, for 2h, min 8; weekday: start 0 8 * * 1-5, for 10h, min 10, max"
          + " 30, prio 10; night: start 0 22 * * *, for 2h, max 4, prio 10";

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          who                 | changes | reversals | seconds outside
          Windlass            | 42      | 3         | 0
          CronHPA beside HPA  | 70      | 9         | 16695
          CronHPA on HPA      | 54      | 5         | 6630
          """)
  void day(String who, long changes, long reversals, long secondsOutside) {
    Simulation simulation =
        new Simulation(
            Days.rules(WINDOWS, true),
            Days.minutes(24 * 60, Days::shop),
            Days.day(Duration.ofSeconds(15), 2));
    List<Moment> moments =
        switch (who) {
          case "Windlass" -> simulation.run();
          case "CronHPA beside HPA" -> simulation.runCronHpaBesideHpa();
          default -> simulation.runCronHpaOnHpa();
        };
    Score score = Score.of(moments, simulation.settings().to());
    assertThat(score).isEqualTo(new Score(changes, reversals, Duration.ofSeconds(secondsOutside)));
  }
}
