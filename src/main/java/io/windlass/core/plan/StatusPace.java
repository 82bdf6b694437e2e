package io.windlass.core.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the status of one workload from being written more than twice a second, however many pods
 * change: the first change is written at once, what follows too soon is put off, and the last state
 * is always written. Stateless.
 */
public final class StatusPace {
  /** So long after a status was written the next one may be. */
  public static final Duration PAUSE = Duration.ofMillis(500);

  private StatusPace() {}

  /**
   * The plan, without its status if that comes too soon; it is planned again when it may be
   * written.
   *
   * @param writtenAt when a status was written last; empty if that is not known
   */
  public static Plan hold(Plan plan, Optional<Instant> writtenAt, Instant now) {
    Optional<Instant> free = writtenAt.map(at -> at.plus(PAUSE)).filter(now::isBefore);
    if (plan.status().isEmpty() || free.isEmpty()) {
      return plan;
    }
    Optional<Instant> look =
        Stream.of(plan.nextLook(), free).flatMap(Optional::stream).min(Instant::compareTo);
    return new Plan(plan.actions(), Optional.empty(), look, plan.reasons());
  }
}
