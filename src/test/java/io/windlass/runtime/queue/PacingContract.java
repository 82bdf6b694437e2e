package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static io.windlass.runtime.queue.WorkQueue.Priority.USER_EDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How soon a key runs again: back-off after failures, pacing after long plans. */
public abstract class PacingContract {
  final SteppedTicker ticker = new SteppedTicker();
  final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  WorkQueue<String> queue;

  public abstract WorkQueue<String> create(Platform platform, Pace pace);

  @BeforeEach
  void create() {
    queue = create(scheduler.platform(), Pace.DEFAULT);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          rule                                    | planMillis | writeMillis | again | startsAfterMillis
          ten plan times after the last start     | 7          | 0           | CHANGE    | 70
          the time of the writes does not count   | 7          | 30          | CHANGE    | 70
          a tenth of a core for long plans, too   | 100        | 0           | CHANGE    | 1000
          never more than two and a half seconds  | 600        | 0           | CHANGE    | 2500
          no pause is left after long writes      | 20         | 300         | CHANGE    | 320
          a plan that costs nothing has no pause  | 0          | 0           | CHANGE    | 0
          a resync is paced, too                  | 7          | 0           | RESYNC    | 70
          a user's edit is not                    | 60         | 0           | USER_EDIT | 60
          not even after the longest plans        | 600        | 0           | USER_EDIT | 600
          """)
  void pacing(
      String rule,
      int planMillis,
      int writeMillis,
      WorkQueue.Priority again,
      int startsAfterMillis) {
    queue.add("a", CHANGE);
    Instant start = ticker.now();
    queue.poll();
    ticker.pass(Duration.ofMillis(planMillis));
    queue.planned("a");
    ticker.pass(Duration.ofMillis(writeMillis));
    queue.add("a", again);
    queue.done("a");
    assertThat(startOfNextRun()).isEqualTo(start.plusMillis(startsAfterMillis));
  }

  @Test
  void withoutAWordAboutThePlanTheWholeRunCounts() {
    Instant start = run(Duration.ofMillis(7));
    queue.add("a", CHANGE);
    assertThat(startOfNextRun()).isEqualTo(start.plusMillis(70));
  }

  @Test
  void anEditEndsThePause() {
    run(Duration.ofMillis(20));
    queue.add("a", CHANGE);
    assertThat(queue.poll()).isEmpty();
    queue.add("a", USER_EDIT);
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void aPausedKeyHoldsNobodyElseUp() {
    run(Duration.ofMillis(20));
    queue.add("a", CHANGE);
    queue.add("b", CHANGE);
    assertThat(queue.poll()).contains("b");
  }

  @Test
  void aDelayWithinThePauseEndsWithThePause() {
    Instant start = run(Duration.ofMillis(20));
    queue.addAfter("a", CHANGE, Duration.ofMillis(30));
    assertThat(startOfNextRun()).isEqualTo(start.plusMillis(200));
  }

  @ParameterizedTest(name = "after {0} failures in a row the delay is {1} ms")
  @CsvSource({"1, 5", "2, 10", "3, 20", "8, 640", "18, 655360", "19, 1000000", "100, 1000000"})
  void backOff(int failures, long delayMillis) {
    for (int i = 1; i < failures; i++) {
      failAtOnce();
      startOfNextRun();
      queue.done("a");
    }
    Instant failedAt = ticker.now();
    failAtOnce();
    assertThat(startOfNextRun()).isEqualTo(failedAt.plusMillis(delayMillis));
  }

  @Test
  void aSuccessForgetsTheBackOffOfItsKeyAlone() {
    for (int i = 0; i < 3; i++) {
      queue.addBackedOff("a", CHANGE);
      queue.addBackedOff("b", CHANGE);
      scheduler.advance(Duration.ofMillis(20));
      queue.poll().ifPresent(queue::done);
      queue.poll().ifPresent(queue::done);
    }
    queue.forget("a");
    queue.addBackedOff("a", CHANGE);
    queue.addBackedOff("b", CHANGE);
    scheduler.advance(Duration.ofMillis(5));
    assertThat(queue.poll()).contains("a");
    scheduler.advance(Duration.ofMillis(34));
    assertThat(queue.poll()).isEmpty();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(queue.poll()).contains("b");
  }

  @Test
  void aChangeIsNotHeldUpByABackOff() {
    queue.addBackedOff("a", CHANGE);
    queue.add("a", CHANGE);
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void theBoundsOfTheBackOffAreASetting() {
    Pace pace = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(3), 10, Duration.ofMillis(250));
    assertThat(pace.backOff(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pace.backOff(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pace.backOff(3)).isEqualTo(Duration.ofSeconds(3));
  }

  private void failAtOnce() {
    queue.addBackedOff("a", CHANGE);
  }

  private Instant run(Duration time) {
    queue.add("a", CHANGE);
    Instant start = ticker.now();
    assertThat(queue.poll()).contains("a");
    ticker.pass(time);
    queue.done("a");
    return start;
  }

  /** Lets time pass until the key may run, and starts it. */
  private Instant startOfNextRun() {
    while (queue.depth() == 0) {
      Instant next = scheduler.nextTimer().orElseThrow();
      scheduler.advance(Duration.between(ticker.now(), next));
    }
    assertThat(queue.poll()).contains("a");
    return ticker.now();
  }
}
