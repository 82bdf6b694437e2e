package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static io.windlass.runtime.queue.WorkQueue.Priority.RESYNC;
import static io.windlass.runtime.queue.WorkQueue.Priority.USER_EDIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises, on stepped time; see {@link PacingContract}, too. */
public abstract class WorkQueueContract {
  final SteppedTicker ticker = new SteppedTicker();
  final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  final RecordedMetrics metrics = new RecordedMetrics();
  private int wakeUps;
  WorkQueue<String> queue;

  public abstract WorkQueue<String> create(Platform platform, Pace pace);

  @BeforeEach
  void countWakeUps() {
    queue = create(scheduler.platform(metrics), Pace.DEFAULT);
    queue.onReady(() -> wakeUps++);
  }

  @Test
  void aKeyIsHandedOutOnceHoweverOftenItIsAdded() {
    queue.add("a", CHANGE);
    queue.add("a", CHANGE);
    queue.add("a", RESYNC);
    assertThat(queue.depth()).isEqualTo(1);
    assertThat(queue.poll()).contains("a");
    assertThat(queue.poll()).isEmpty();
    assertThat(metrics.lines("coalesced")).hasSize(2);
  }

  @Test
  void theOldestOfThePriorityGoesFirst() {
    queue.add("b", CHANGE);
    queue.add("a", CHANGE);
    queue.add("b", CHANGE);
    assertThat(pollAll()).containsExactly("b", "a");
  }

  @Test
  void userEditsOvertakeChangesOvertakeResyncs() {
    queue.add("resync", RESYNC);
    queue.add("change", CHANGE);
    queue.add("edit", USER_EDIT);
    assertThat(pollAll()).containsExactly("edit", "change", "resync");
  }

  @Test
  void aQueuedKeyMovesUpAndNeverDown() {
    queue.add("first", CHANGE);
    queue.add("edited", RESYNC);
    queue.add("edited", USER_EDIT);
    queue.add("edited", RESYNC);
    assertThat(queue.depth()).isEqualTo(2);
    assertThat(pollAll()).containsExactly("edited", "first");
  }

  @Test
  void aRunningKeyIsNotHandedOutAgainUntilItIsDone() {
    queue.add("a", CHANGE);
    queue.poll();
    queue.add("a", USER_EDIT);
    assertThat(queue.poll()).isEmpty();
    assertThat(queue.depth()).isZero();
    queue.done("a");
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void aRunAnswersAllAddsBeforeIt() {
    queue.add("a", CHANGE);
    queue.addAfter("a", CHANGE, Duration.ofSeconds(5));
    queue.poll();
    queue.done("a");
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void aDelayedKeyComesWhenItsTimeComes() {
    queue.addAfter("a", CHANGE, Duration.ofSeconds(5));
    scheduler.advance(Duration.ofMillis(4_999));
    assertThat(queue.depth()).isZero();
    assertThat(queue.poll()).isEmpty();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(queue.depth()).isEqualTo(1);
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void theEarliestOfSeveralTimesAndTheHighestPriorityHold() {
    queue.addAfter("a", USER_EDIT, Duration.ofSeconds(5));
    queue.addAfter("a", RESYNC, Duration.ofSeconds(2));
    queue.addAfter("a", RESYNC, Duration.ofSeconds(9));
    queue.addAfter("b", CHANGE, Duration.ofSeconds(1));
    scheduler.advance(Duration.ofSeconds(2));
    assertThat(pollAll()).containsExactly("a", "b");
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void anAddBringsADelayedKeyForward() {
    queue.addAfter("a", RESYNC, Duration.ofHours(1));
    queue.add("a", RESYNC);
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void aDelayAskedForWhileTheKeyRunsCountsFromTheAsking() {
    queue.add("a", CHANGE);
    queue.poll();
    queue.addAfter("a", CHANGE, Duration.ofSeconds(3));
    scheduler.advance(Duration.ofSeconds(2));
    queue.done("a");
    assertThat(queue.poll()).isEmpty();
    scheduler.advance(Duration.ofSeconds(1));
    assertThat(queue.poll()).contains("a");
  }

  @Test
  void oneTimerServesAllDelayedKeys() {
    for (int i = 1_000; i > 0; i--) {
      queue.addAfter("key-" + i, CHANGE, Duration.ofSeconds(i));
    }
    assertThat(scheduler.timers()).isEqualTo(1);
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(pollAll()).hasSize(10);
    assertThat(scheduler.timers()).isEqualTo(1);
  }

  @Test
  void whoWaitsIsWokenForEachKeyThatBecomesReady() {
    queue.add("a", CHANGE);
    queue.add("b", CHANGE);
    queue.addAfter("c", CHANGE, Duration.ofSeconds(1));
    queue.addAfter("d", CHANGE, Duration.ofSeconds(1));
    assertThat(wakeUps).isEqualTo(2);
    scheduler.advance(Duration.ofSeconds(1));
    assertThat(wakeUps).isEqualTo(4);
    queue.poll();
    queue.add("a", CHANGE);
    queue.done("a");
    assertThat(wakeUps).isEqualTo(5);
  }

  @Test
  void anAddOfAKeyThatWaitsForARunAlreadyIsCoalesced() {
    queue.addAfter("delayed", CHANGE, Duration.ofSeconds(1));
    queue.addAfter("delayed", CHANGE, Duration.ofSeconds(2));
    queue.add("touched", CHANGE);
    queue.poll();
    queue.add("touched", CHANGE);
    assertThat(metrics.lines("coalesced")).hasSize(1);
    queue.add("touched", CHANGE);
    assertThat(metrics.lines("coalesced")).hasSize(2);
  }

  @Test
  void keysThatWereThereBeforeTheListenerAreAnnouncedToIt() {
    queue.add("a", CHANGE);
    queue.add("b", CHANGE);
    List<String> woken = new ArrayList<>();
    queue.onReady(() -> woken.add("up"));
    assertThat(woken).hasSize(2);
  }

  @Test
  void waitingIsMeasuredFromTheMomentAtWhichTheKeyWasDue() {
    queue.addAfter("a", CHANGE, Duration.ofSeconds(1));
    scheduler.advance(Duration.ofSeconds(1));
    ticker.pass(Duration.ofMillis(30));
    queue.poll();
    assertThat(metrics.lines("waited")).containsExactly("waited test 30ms");
  }

  @Test
  void nothingIsHandedOutAfterTheEndAndWhatWasWantedIsToldOnce() {
    for (String key : List.of("idle", "running", "touched")) {
      queue.add(key, CHANGE);
      queue.poll();
    }
    queue.done("idle");
    queue.add("touched", CHANGE);
    queue.add("queued", CHANGE);
    queue.addAfter("delayed", CHANGE, Duration.ofSeconds(1));
    assertThat(queue.close()).containsExactlyInAnyOrder("touched", "queued", "delayed");
    queue.add("late", USER_EDIT);
    queue.done("touched");
    queue.done("running");
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(queue.poll()).isEmpty();
    assertThat(queue.depth()).isZero();
    assertThat(scheduler.timers()).isZero();
    assertThat(queue.close()).isEmpty();
  }

  @Test
  void doneWithoutARunIsABug() {
    queue.add("a", CHANGE);
    assertThatThrownBy(() -> queue.done("a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a");
  }

  private List<String> pollAll() {
    List<String> keys = new ArrayList<>();
    for (Optional<String> key = queue.poll(); key.isPresent(); key = queue.poll()) {
      keys.add(key.get());
    }
    return keys;
  }
}
