package io.windlass.runtime.apply;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static io.windlass.runtime.queue.WorkQueue.Priority.RESYNC;
import static io.windlass.runtime.queue.WorkQueue.Priority.USER_EDIT;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.apply.FairBucket.Want;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who gets tokens of 20 a second, and when; the burst is 10. */
class FairBucketTest {
  private final SteppedTicker ticker = new SteppedTicker();
  private final FairBucket bucket = new FairBucket(ticker, Optional.of(new Limits.Rate(20, 10)));

  @Test
  void whatIsThereIsTakenByWhoComes() {
    assertThat(bucket.take(owner("a"), 10)).isTrue();
    assertThat(bucket.take(owner("b"), 1)).isFalse();
    assertThat(bucket.waiting()).as("to ask is not to wait").isZero();
  }

  @Test
  void whoComesBackWhenToldHasWhatItWaitedFor() {
    empty();
    long millis = waits("a", CHANGE, 1, 4);
    assertThat(millis).isEqualTo(200);
    pass(millis);
    assertThat(bucket.take(owner("b"), 1)).as("it is kept for a").isFalse();
    assertThat(bucket.take(owner("a"), 4)).isTrue();
  }

  @Test
  void whoWantsLittleIsToldToComeBackSooner() {
    empty();
    assertThat(waits("much", CHANGE, 1, 1_000)).isEqualTo(250);
    assertThat(waits("little", CHANGE, 1, 1)).isEqualTo(100);
    pass(100);
    assertThat(bucket.take(owner("little"), 1)).isTrue();
    assertThat(bucket.take(owner("much"), 2)).isFalse();
    assertThat(bucket.take(owner("much"), 1)).as("a half of what came in").isTrue();
  }

  @Test
  void whatAnotherWasServedWithGoesToWhoIsLeft() {
    empty();
    assertThat(waits("a", CHANGE, 1, 5)).isEqualTo(250);
    assertThat(waits("b", CHANGE, 1, 1)).isEqualTo(100);
    pass(300);
    assertThat(bucket.take(owner("a"), 5)).as("6 came in, b took 1 of them").isTrue();
  }

  @Test
  void anEditGetsNineTenths() {
    empty();
    waits("slow", RESYNC, 4, 5);
    waits("fast", USER_EDIT, 5, 5);
    pass(275);
    assertThat(bucket.take(owner("fast"), 4)).isTrue();
    assertThat(bucket.take(owner("slow"), 1)).isFalse();
    pass(275);
    assertThat(bucket.take(owner("slow"), 1)).isTrue();
  }

  @Test
  void whatIsNotFetchedIsEverybodysAgain() {
    empty();
    pass(waits("gone", CHANGE, 1, 5));
    pass(4_999);
    assertThat(bucket.take(owner("b"), 6)).as("5 of 10 are kept").isFalse();
    pass(2);
    pass(1);
    assertThat(bucket.take(owner("b"), 10)).isTrue();
    assertThat(bucket.waiting()).isZero();
  }

  @Test
  void whoLeavesGivesBackWhatWasKept() {
    empty();
    pass(waits("a", CHANGE, 1, 5));
    assertThat(bucket.take(owner("b"), 5)).isFalse();
    bucket.leave(owner("a"));
    assertThat(bucket.take(owner("b"), 5)).isTrue();
  }

  @Test
  void whoAsksAgainKeepsWhatItHas() {
    empty();
    waits("a", CHANGE, 1, 5);
    pass(125);
    assertThat(waits("a", CHANGE, 1, 5)).as("2.5 of 5 are there").isEqualTo(125);
  }

  @Test
  void aChainThatIsLongerThanABurstIsSentInTheEnd() {
    empty();
    long millis = waits("a", CHANGE, 30, 30);
    pass(millis);
    assertThat(bucket.take(owner("a"), 30)).as("on credit").isTrue();
    pass(1_000);
    assertThat(bucket.take(owner("b"), 1)).as("the credit is paid back first").isFalse();
    pass(50);
    assertThat(bucket.take(owner("b"), 1)).isTrue();
  }

  @Test
  void chainsOfManyThatWaitAreAllSentInTheEnd() {
    empty();
    for (int i = 0; i < 20; i++) {
      waits("o" + i, CHANGE, 3, 3);
    }
    pass(3_000);
    for (int i = 0; i < 20; i++) {
      assertThat(bucket.take(owner("o" + i), 3)).as("owner %d", i).isTrue();
    }
  }

  private void empty() {
    assertThat(bucket.take(owner("first"), 10)).isTrue();
  }

  private long waits(String owner, Priority priority, int atLeast, int inAll) {
    return Duration.between(
            ticker.now(), bucket.waitFor(new Want(owner(owner), priority, atLeast, inAll)))
        .toMillis();
  }

  private void pass(long millis) {
    ticker.pass(Duration.ofMillis(millis));
    // Time is shared out when somebody asks.
    bucket.leave(owner("nobody"));
  }

  private static Target owner(String name) {
    return new Target(PipelineRig.KIND, new ObjectKey("ns", name));
  }
}
