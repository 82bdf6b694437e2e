package io.windlass.core.autoscaling.turn;

import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When an autoscaler looks again: at what comes first. */
public record NextLook(ObjectKey key, AutoscalerSpec spec, Instant now) {
  /** Where nothing is due, to see what no watch told. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 4;

  /** Of an object that is not obeyed. */
  public static Instant ofRefused(ObjectKey key, Instant now) {
    return seldom(key, now);
  }

  /**
   * After a decision.
   *
   * @param edge when time changes the bounds next
   * @param slot from when on it may write what it wanted to
   */
  public Instant after(
      Decision decision, Past past, Optional<Instant> edge, Optional<Instant> slot) {
    // A floor that is approached step by step needs looks where there is no metric to call for any.
    boolean onItsWay = decision.bounds().clamp(decision.desired()) != decision.desired();
    Optional<Instant> rest = past.foreign().restUntil(spec.conflictPolicy(), past.written(), now);
    return first(
        hasMetrics() || onItsWay ? Ticks.after(key.namespace(), now) : seldom(key, now),
        edge,
        slot,
        rest.or(() -> past.foreign().quietAt()));
  }

  /**
   * After something stood in the way: in a second, then in two, and so on up to a tick.
   *
   * @param failures in a row, this one included
   */
  public Instant afterFailure(Optional<Instant> edge, int failures) {
    Duration pause = SOON.multipliedBy(1L << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
    Duration most = pause.compareTo(Ticks.PERIOD) < 0 ? pause : Ticks.PERIOD;
    return first(now.plus(most), edge, Optional.empty(), Optional.empty());
  }

  private boolean hasMetrics() {
    return !spec.rules().metrics().isEmpty();
  }

  private Instant first(
      Instant usual, Optional<Instant> edge, Optional<Instant> slot, Optional<Instant> other) {
    return Stream.of(edge, slot, other)
        .flatMap(Optional::stream)
        .filter(it -> it.isAfter(now) && it.isBefore(usual))
        .min(Instant::compareTo)
        .orElse(usual);
  }

  /** Spread, so that thousands do not look at once. */
  private static Instant seldom(ObjectKey key, Instant now) {
    long spread = Math.floorMod(key.hashCode(), SELDOM.toMillis() / 5);
    return now.plus(SELDOM).minusMillis(spread);
  }
}
