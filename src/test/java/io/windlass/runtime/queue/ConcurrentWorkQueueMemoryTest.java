package io.windlass.runtime.queue;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static io.windlass.runtime.queue.WorkQueue.Priority.RESYNC;
import static io.windlass.runtime.queue.WorkQueue.Priority.USER_EDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the queue remembers of keys that want nothing, and for how long. */
class ConcurrentWorkQueueMemoryTest {
  private final SteppedTicker ticker = new SteppedTicker();
  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  private final ConcurrentWorkQueue<Integer> queue =
      new ConcurrentWorkQueue<>("test", scheduler.platform(), Pace.DEFAULT);

  @Test
  void aKeyWhoseRunCostNothingIsForgottenAtOnce() {
    run(1, Duration.ZERO);
    assertThat(queue.size()).isZero();
  }

  @Test
  void pausedKeysAreForgottenWhenOthersAreDoneAfterTheirPause() {
    for (int key = 0; key < 1_000; key++) {
      run(key, Duration.ofMillis(10));
    }
    scheduler.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 20; i++) {
      run(1_000, Duration.ofMillis(10));
      scheduler.advance(Duration.ofSeconds(1));
    }
    assertThat(queue.size()).isEqualTo(1);
  }

  @Test
  void failuresAreRememberedUntilTheyAreForgotten() {
    queue.addBackedOff(1, CHANGE);
    scheduler.advance(Duration.ofMillis(5));
    queue.poll().ifPresent(queue::done);
    assertThat(queue.size()).isEqualTo(1);
    queue.forget(1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void toForgetWhatIsNotKnownLeavesNothingBehind() {
    queue.forget(1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void aKeyThatIsEditedAgainAndAgainWhileItsLineStandsStillRunsOncePerEdit() {
    queue.add(0, CHANGE);
    for (int i = 0; i < 100; i++) {
      queue.add(1, CHANGE);
      queue.add(1, USER_EDIT);
      assertThat(queue.poll()).contains(1);
      queue.done(1);
    }
    queue.add(1, RESYNC);
    assertThat(queue.depth()).isEqualTo(2);
    assertThat(queue.poll()).contains(0);
    assertThat(queue.poll()).contains(1);
    assertThat(queue.poll()).isEmpty();
  }

  private void run(int key, Duration time) {
    queue.add(key, CHANGE);
    assertThat(queue.poll()).contains(key);
    ticker.pass(time);
    queue.done(key);
  }
}
