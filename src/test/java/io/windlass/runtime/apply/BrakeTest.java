package io.windlass.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When the server turns one write away, all wait; then one tries, then all follow. */
class BrakeTest {
  private static final Instant START = SteppedTicker.START;
  private static final WriteResult DONE = new WriteResult.Applied("u", 1);

  private final SteppedTicker ticker = new SteppedTicker();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Brake brake =
      new Brake("writes", SteppedScheduler.inOrder(ticker).platform(metrics));

  @Test
  void untilTheServerTurnsAWriteAwayEverybodyGoes() {
    Brake.Leave.Go first = go();
    Brake.Leave.Go second = go();
    brake.ended(first, DONE);
    brake.ended(second, new WriteResult.Refused(403, "Forbidden", "quota"));
    assertThat(go().onTrial()).isFalse();
    assertThat(brake.heldUntil()).isEmpty();
  }

  @Test
  void allWaitForAsLongAsTheServerAskedFor() {
    brake.ended(go(), throttled(3_000));
    assertThat(brake.ask()).isEqualTo(new Brake.Leave.Wait(START.plusSeconds(3)));
    assertThat(brake.heldUntil()).contains(START.plusSeconds(3));
  }

  @Test
  void afterTheRestOneTriesAndTheOthersFollowWhenItWasNotTurnedAway() {
    brake.ended(go(), throttled(3_000));
    ticker.pass(Duration.ofSeconds(3));
    Brake.Leave.Go trial = go();
    assertThat(trial.onTrial()).isTrue();
    assertThat(brake.ask()).isInstanceOf(Brake.Leave.Wait.class);
    brake.ended(trial, DONE);
    assertThat(go().onTrial()).isFalse();
    assertThat(metrics.lines()).containsExactly("throttled by server 3000ms");
  }

  @Test
  void aWriteFromBeforeTheRestDoesNotEndIt() {
    Brake.Leave.Go early = go();
    brake.ended(go(), throttled(3_000));
    brake.ended(early, DONE);
    assertThat(brake.heldUntil()).contains(START.plusSeconds(3));
  }

  @Test
  void anotherThatIsTurnedAwayCanMakeTheRestLongerAndNotShorter() {
    Brake.Leave.Go early = go();
    Brake.Leave.Go other = go();
    brake.ended(go(), throttled(3_000));
    brake.ended(early, throttled(1_000));
    assertThat(brake.heldUntil()).contains(START.plusSeconds(3));
    brake.ended(other, throttled(5_000));
    assertThat(brake.heldUntil()).contains(START.plusSeconds(5));
  }

  @ParameterizedTest(name = "asked for {0} ms after {1} trials: {2} ms")
  @CsvSource({
    "0,       0, 125",
    "0,       1, 250",
    "0,       3, 1000",
    "0,      40, 2000",
    "1000,    2, 1000",
    "20000,   9, 20000",
    "3600000, 0, 30000"
  })
  void theRestIsNeitherNothingNorForEver(long asked, int trials, long rests) {
    brake.ended(go(), throttled(0));
    for (int i = 0; i < trials; i++) {
      ticker.set(brake.heldUntil().orElseThrow());
      brake.ended(go(), throttled(i == trials - 1 ? asked : 0));
    }
    if (trials == 0) {
      brake.ended(new Brake.Leave.Go(false), throttled(asked));
    }
    assertThat(brake.heldUntil()).contains(ticker.now().plusMillis(rests));
  }

  @Test
  void anOverloadedServerSeesOneRequestPerRestHoweverManyOwnersThereAre() {
    Duration overload = Duration.ofSeconds(10);
    Crowd crowd =
        new Crowd(
                new Limits(1, 200, Optional.empty()),
                (time, result) -> time.compareTo(overload) < 0 ? throttled(1_000) : result)
            .rivals(50, Priority.CHANGE, 20)
            .runFor(Duration.ofSeconds(12));
    assertThat(crowd.total()).as("writes that took effect").isEqualTo(50 * 20);
    assertThat(crowd.requests() - crowd.total()).as("turned away").isLessThanOrEqualTo(11);
  }

  private Brake.Leave.Go go() {
    return brake.ask() instanceof Brake.Leave.Go go ? go : failed();
  }

  private Brake.Leave.Go failed() {
    throw new AssertionError("held back until " + brake.heldUntil());
  }

  private static WriteResult throttled(long millis) {
    return new WriteResult.Throttled(Duration.ofMillis(millis));
  }
}
