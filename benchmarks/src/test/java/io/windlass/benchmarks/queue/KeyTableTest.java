package io.windlass.benchmarks.queue;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.Pace;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the table remembers of keys that want nothing, and for how long. */
class KeyTableTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final KeyTable<Integer> table = new KeyTable<>("test", RuntimeMetrics.NONE, Pace.DEFAULT);

  @Test
  void aKeyWhoseRunCostNothingIsForgottenAtOnce() {
    run(1, START, START);
    assertThat(table.size()).isZero();
  }

  @Test
  void pausedKeysAreForgottenWhenOthersAreDoneAfterTheirPause() {
    for (int key = 0; key < 1_000; key++) {
      run(key, START, START.plusMillis(10));
    }
    assertThat(table.size()).isEqualTo(1_000);
    Instant later = START.plusSeconds(1);
    run(0, later, later.plusMillis(10));
    assertThat(table.size()).isEqualTo(1);
  }

  @Test
  void failuresAreRememberedUntilTheyAreForgotten() {
    table.wantBackedOff(1, CHANGE, START);
    Instant due = START.plusMillis(5);
    table.release(due);
    table.poll(due);
    table.done(1, due);
    assertThat(table.size()).isEqualTo(1);
    table.forget(1, due);
    assertThat(table.size()).isZero();
  }

  @Test
  void aKeyThatIsTouchedInItsSecondRunIsNotForgottenWithItsFirstPause() {
    run(1, START, START.plusMillis(10));
    Instant later = START.plusSeconds(1);
    table.want(1, CHANGE, later, later);
    table.poll(later);
    table.want(1, CHANGE, later, later);
    table.done(1, later);
    assertThat(table.poll(later)).contains(1);
    table.done(1, later);
    assertThat(table.size()).isZero();
  }

  private void run(int key, Instant start, Instant end) {
    table.want(key, CHANGE, start, start);
    table.poll(start);
    table.done(key, end);
  }
}
