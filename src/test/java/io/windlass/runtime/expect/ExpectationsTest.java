package io.windlass.runtime.expect;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An owner with unknown outcomes is held up until they are known, and not for ever. */
class ExpectationsTest {
  private static final ResourceKind KIND = new ResourceKind("g", "v1", "CloneSet", "clonesets");
  private static final Target OWNER = new Target(KIND, new ObjectKey("ns", "owner"));
  private static final Target POD = pod("pod");
  private static final Target OTHER_POD = pod("other");
  private static final Instant START = SteppedTicker.START;

  private final SteppedTicker ticker = new SteppedTicker();
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Expectations expectations =
      new Expectations(SteppedScheduler.inOrder(ticker).platform(metrics), Duration.ofSeconds(30));
  private final Set<Target> readable = new HashSet<>();
  private final List<Target> reads = new ArrayList<>();

  @Test
  void anOwnerWithoutUnknownOutcomesMayPlan() {
    expectations.unresolved(new Target(KIND, new ObjectKey("ns", "another")), POD);
    assertThat(settle()).isEmpty();
    assertThat(reads).isEmpty();
  }

  @Test
  void anUnknownOutcomeHoldsItsOwnerUpUntilTheObjectCouldBeRead() {
    expectations.unresolved(OWNER, POD);
    assertThat(settle()).contains(START.plusSeconds(1));
    assertThat(reads).as("it was tried a moment ago").isEmpty();
    ticker.pass(Duration.ofSeconds(1));
    readable.add(POD);
    assertThat(settle()).isEmpty();
    assertThat(reads).containsExactly(POD);
    assertThat(expectations.size()).isZero();
  }

  @Test
  void issue1829ReadsAreTriedLessAndLessOftenUntilTheTimeOutAndThenTheOwnerGoesOn() {
    expectations.unresolved(OWNER, POD);
    List<Long> tries = new ArrayList<>();
    for (Optional<Instant> next = settle(); next.isPresent(); next = settle()) {
      ticker.set(next.get());
      tries.add(Duration.between(START, next.get()).toSeconds());
    }
    assertThat(tries).containsExactly(1L, 3L, 7L, 15L, 30L);
    assertThat(reads).hasSize(5);
    assertThat(metrics.lines()).containsExactly("expired clonesets");
    assertThat(settle()).as("it is given up for good").isEmpty();
  }

  @Test
  void oneObjectThatIsKnownIsNotReadAgainForTheSakeOfAnother() {
    expectations.unresolved(OWNER, POD);
    expectations.unresolved(OWNER, OTHER_POD);
    readable.add(POD);
    ticker.pass(Duration.ofSeconds(1));
    assertThat(settle()).isPresent();
    ticker.pass(Duration.ofSeconds(2));
    assertThat(settle()).isPresent();
    assertThat(reads).containsExactly(POD, OTHER_POD, OTHER_POD);
  }

  @Test
  void aLookBeforeTheNextTryReadsNothing() {
    expectations.unresolved(OWNER, POD);
    ticker.pass(Duration.ofMillis(999));
    assertThat(settle()).contains(START.plusSeconds(1));
    assertThat(reads).isEmpty();
  }

  @Test
  void anOwnerThatIsGoneIsForgotten() {
    expectations.unresolved(OWNER, POD);
    expectations.forget(OWNER);
    assertThat(settle()).isEmpty();
    assertThat(expectations.size()).isZero();
  }

  private Optional<Instant> settle() {
    return expectations.settle(
        OWNER,
        target -> {
          reads.add(target);
          return readable.contains(target);
        });
  }

  private static Target pod(String name) {
    return new Target(ResourceKind.POD, new ObjectKey("ns", name));
  }
}
