package io.windlass.devcluster.sim.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.sim.load.CurveReader.Reading;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CurveReaderTest {
  private static final Instant BEGAN = Instant.parse("2026-11-23T06:00:00Z");

  @ParameterizedTest(name = "{0}: {1} at {2} is {3}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                               | curve                             | at       | amount
          a quantity is constant             | 250m                              | 12:00:00 | 0.25
          a step holds until the next        | steps 08:00=2 20:00=500m          | 19:59:59 | 2
          a day begins where the last ended  | steps 08:00=2 20:00=500m          | 07:00:00 | 0.5
          order of points does not matter    | steps 20:00=500m 08:00=2          | 08:00:00 | 2
          commas part points too             | steps 08:00=2, 20:00=1            | 21:00:00 | 1
          durations count from the start     | steps 0s=100m 5m=2                | 06:05:00 | 2
          before the first point it holds    | steps 5m=2 10m=3                  | 06:01:00 | 2
          after the last point it holds      | line 0s=1 10m=3                   | 09:00:00 | 3
          a line moves evenly                | line 0s=1 10m=3                   | 06:05:00 | 2
          a line goes over midnight          | line 06:00=0 18:00=2              | 00:00:00 | 1
          every repeats from the epoch on    | steps 0s=1 5m=2 every=10m         | 12:07:00 | 2
          every repeats a line to its start  | line 0s=0 5m=2 every=10m          | 12:07:30 | 1
          a day's sine has its peak at noon  | sine 200m..2200m                  | 12:00:00 | 2.2
          and its low at midnight            | sine 200m..2200m                  | 00:00:00 | 0.2
          half-way is the middle             | sine 0..2 peak=14:00              | 20:00:00 | 1
          a sine of another period           | sine 0..2 every=10m peak=0s       | 12:10:00 | 2
          memory has binary units            | 1Gi                               | 12:00:00 | 1073741824
          """)
  void reads(String rule, String text, LocalTime at, double amount) {
    Instant now = BEGAN.atOffset(ZoneOffset.UTC).with(at).toInstant();
    assertThat(CurveReader.read(text)).isInstanceOf(Reading.Read.class);
    Curve curve = ((Reading.Read) CurveReader.read(text)).curve();
    assertThat(curve.at(now, BEGAN)).isCloseTo(amount, org.assertj.core.data.Offset.offset(1e-6));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          curve                        | because
          much                         | "much" is not a quantity such as 250m
          -5m                          | "-5m" is not a quantity such as 250m
          250m 300m                    | neither a quantity nor steps, line or sine
          steps                        | there is no point TIME=QUANTITY
          steps 08:00                  | "08:00" is not TIME=QUANTITY
          steps 25:00=1                | "25:00" is neither a time of day nor a duration
          steps 08:00=1 5m=2           | times of day (08:00) go neither with durations (5m) nor with every=
          steps 08:00=1 every=1h       | times of day (08:00) go neither with durations (5m) nor with every=
          line 0s=1 20m=2 every=10m    | a point lies beyond the period that every= states
          line 0s=1 every=0s           | every=0s is not a duration such as 10m
          sine 2                       | sine needs one range LOW..HIGH
          sine 1..2 low=3              | sine takes LOW..HIGH, every= and peak=
          """)
  void refuses(String text, String because) {
    assertThat(CurveReader.read(text)).isEqualTo(new Reading.Unreadable(because));
  }

  @Test
  void aSharedLoadHasNoStart() {
    assertThat(LoadReader.faults("shared-cpu", "steps 0s=1 5m=2"))
        .containsExactly("a shared load has no start: use times of day or every=");
    assertThat(LoadReader.faults("cpu", "steps 0s=1 5m=2")).isEmpty();
  }

  @Test
  void whatIsSaidOfOneContainerIsAboutIt() {
    Load load =
        LoadReader.read(
            Map.of(
                "sim.windlass.io/cpu", "1",
                "sim.windlass.io/cpu.side", "2",
                "sim.windlass.io/memory", "nonsense",
                "other/cpu", "3"),
            "web");
    assertThat(load.of("web").cpu()).isEqualTo(new Curve.Constant(1));
    assertThat(load.of("side").cpu()).isEqualTo(new Curve.Constant(2));
    assertThat(load.of("web").memory()).isEqualTo(Load.Use.IDLE.memory());
    assertThat(load.of("none")).isEqualTo(Load.Use.IDLE);
  }
}
