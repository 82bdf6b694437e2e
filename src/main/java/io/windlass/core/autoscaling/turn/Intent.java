package io.windlass.core.autoscaling.turn;

import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import java.time.Instant;
import java.util.Optional;

/** What a turn does about its decision. */
public sealed interface Intent {
  /** Write so many. */
  record Write(long replicas) implements Intent {}

  /** There is nothing to write, or nothing may be written. */
  record Leave() implements Intent {}

  /** Somebody else keeps writing: let theirs be until then. */
  record Rest(Instant until) implements Intent {}

  /** What follows from a decision on this past. */
  static Intent of(AutoscalerSpec spec, Decision decision, Past past, Instant now) {
    if (spec.rules().mode() != Mode.ACTIVE || decision.desired() == past.known()) {
      return new Leave();
    }
    Optional<Instant> rest = past.foreign().restUntil(spec.conflictPolicy(), past.written(), now);
    return rest.<Intent>map(Rest::new).orElseGet(() -> new Write(decision.desired()));
  }
}
