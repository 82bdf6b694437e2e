package io.windlass.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** How writes are shared under the rate limit, whoever comes and whatever they want. */
class FairSharesLaws {
  private static final int MUCH = 100_000;
  private static final Duration A_LOOK = Duration.ofMillis(300);

  @Property(tries = 10)
  void whoWantsLittleWaitsForItsShareAndNoLonger(
      @ForAll @IntRange(min = 1, max = 60) int rivals,
      @ForAll @IntRange(min = 1, max = 20) int writes,
      @ForAll @IntRange(min = 0, max = 5_000) int arrivesMillis) {
    Limits limits = Limits.DEFAULT;
    Duration arrives = Duration.ofMillis(arrivesMillis);
    Crowd crowd =
        new Crowd(limits)
            .rivals(rivals, Priority.CHANGE, MUCH)
            .arrives("small", arrives, Priority.CHANGE, writes)
            .runFor(Duration.ofSeconds(30));
    double share = limits.rate().orElseThrow().perSecond() / (rivals + 1.0);
    Duration fair = Duration.ofMillis((long) (1_000 * writes / share));
    assertThat(crowd.doneAfter("small").minus(arrives)).isLessThan(fair.plus(A_LOOK));
  }

  @Property(tries = 10)
  void ownersThatWantMuchGetTheSame(
      @ForAll @IntRange(min = 2, max = 40) int owners,
      @ForAll @IntRange(min = 20, max = 400) int perSecond) {
    Crowd crowd =
        new Crowd(limits(perSecond, perSecond))
            .rivals(owners, Priority.CHANGE, MUCH)
            .runFor(Duration.ofSeconds(20));
    // Who came first took the burst; what came in after that is shared.
    int fair = 20 * perSecond / owners;
    assertThat(IntStream.range(0, owners).map(i -> crowd.total("rival-" + i)).min().orElseThrow())
        .isGreaterThan(fair * 8 / 10 - 2);
  }

  @Property(tries = 10)
  void theRateIsUsedUpAndNotExceeded(
      @ForAll @IntRange(min = 1, max = 60) int owners,
      @ForAll @IntRange(min = 4, max = 400) int perSecond,
      @ForAll @IntRange(min = 1, max = 800) int burst) {
    Crowd crowd =
        new Crowd(limits(perSecond, burst))
            .rivals(owners, Priority.CHANGE, MUCH)
            .runFor(Duration.ofSeconds(20));
    // At the end each owner may have a write's worth kept for it that it has not come for yet.
    assertThat(crowd.total())
        .isBetween(perSecond * 20 * 9 / 10 - 4 - owners, perSecond * 20 + burst);
    // What is kept for those who wait goes out in one piece when they come.
    int kept = 2 * perSecond + owners;
    assertThat(crowd.mostWithin(Duration.ofSeconds(1)))
        .isLessThanOrEqualTo(burst + perSecond + kept);
  }

  @Property(tries = 10)
  void anEditOvertakesWhatRunsInTheBackground(
      @ForAll @IntRange(min = 1, max = 100) int rivals,
      @ForAll @IntRange(min = 1, max = 20) int writes) {
    Duration arrives = Duration.ofSeconds(3);
    Crowd crowd =
        new Crowd(Limits.DEFAULT)
            .rivals(rivals, Priority.CHANGE, MUCH)
            .arrives("edited", arrives, Priority.USER_EDIT, writes)
            .runFor(Duration.ofSeconds(10));
    assertThat(crowd.doneAfter("edited").minus(arrives)).isLessThan(Duration.ofMillis(400));
  }

  @Property(tries = 10)
  void editsStarveNobody(@ForAll @IntRange(min = 1, max = 50) int edits) {
    Crowd crowd =
        new Crowd(Limits.DEFAULT)
            .rivals(edits, Priority.USER_EDIT, MUCH)
            .arrives("quiet", Duration.ZERO, Priority.RESYNC, MUCH)
            .runFor(Duration.ofSeconds(30));
    assertThat(crowd.total("quiet")).isGreaterThan(30 * 200 / 40);
  }

  @Property(tries = 10)
  void waitingIsNotALoop(@ForAll @IntRange(min = 1, max = 60) int owners) {
    Crowd crowd =
        new Crowd(Limits.DEFAULT)
            .rivals(owners, Priority.CHANGE, MUCH)
            .runFor(Duration.ofSeconds(30));
    assertThat(crowd.plans()).as("plans in 30 s").isLessThan(10 + 30 * 4 * owners);
  }

  private static Limits limits(int perSecond, int burst) {
    return new Limits(16, 1_000, Optional.of(new Limits.Rate(perSecond, burst)));
  }
}
