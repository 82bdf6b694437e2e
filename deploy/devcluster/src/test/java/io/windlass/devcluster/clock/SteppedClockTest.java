package io.windlass.devcluster.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stepped time: work runs when a test moves on to it, in order. */
final class SteppedClockTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SteppedClock clock = new SteppedClock(START);
  private final List<String> done = new ArrayList<>();

  private ClusterClock.Task in(int seconds, String name) {
    return clock.after(
        Duration.ofSeconds(seconds),
        () -> done.add(name + "@" + Duration.between(START, clock.now()).toSeconds()));
  }

  @Test
  void workRunsInOrderOfItsMomentAndSeesIt() {
    in(3, "c");
    in(1, "a");
    in(1, "b");
    in(9, "later");
    clock.advance(Duration.ofSeconds(5));
    assertThat(done).containsExactly("a@1", "b@1", "c@3");
    assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
    assertThat(clock.nextDue()).contains(START.plusSeconds(9));
  }

  @Test
  void workThatWorkSchedulesRunsInTheSameStep() {
    clock.after(
        Duration.ofSeconds(1),
        () -> {
          in(2, "follow-up");
          in(0, "at once");
        });
    clock.advance(Duration.ofSeconds(3));
    assertThat(done).containsExactly("at once@1", "follow-up@3");
  }

  @Test
  void workThatWasTakenBackDoesNotRun() {
    in(1, "no").cancel();
    in(1, "yes");
    clock.advance(Duration.ofSeconds(1));
    assertThat(done).containsExactly("yes@1");
  }
}
