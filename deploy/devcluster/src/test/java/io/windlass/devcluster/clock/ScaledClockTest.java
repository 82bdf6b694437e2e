package io.windlass.devcluster.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScaledClockTest {
  @ParameterizedTest
  @CsvSource({"1, PT10S, PT10S", "60, PT1M, PT1S", "0.5, PT1S, PT2S", "1000, PT1S, PT0.001S"})
  void delaysAreShorterTheFasterTimePasses(double factor, Duration delay, Duration real) {
    try (ScaledClock clock = new ScaledClock(factor)) {
      assertThat(clock.toReal(delay)).isCloseTo(real, Duration.ofNanos(1000));
    }
  }

  @Test
  void anHourPassesInAMomentAndBringsWhatWasDue() {
    try (ScaledClock clock = new ScaledClock(36_000)) {
      Instant begin = clock.now();
      AtomicBoolean rung = new AtomicBoolean();
      clock.after(Duration.ofMinutes(30), () -> rung.set(true));
      await().until(rung::get);
      assertThat(Duration.between(begin, clock.now())).isGreaterThan(Duration.ofMinutes(30));
    }
  }

  @Test
  void timeNeitherStandsNorRunsBack() {
    assertThatThrownBy(() -> new ScaledClock(0)).hasMessageContaining("0.0 times as fast");
    assertThatThrownBy(() -> new ScaledClock(Double.NaN)).hasMessageContaining("NaN");
  }
}
