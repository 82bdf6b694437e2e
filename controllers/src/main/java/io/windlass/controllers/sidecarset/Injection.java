package io.windlass.controllers.sidecarset;

import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.List;

/** Puts sidecars into a pod. Pure. */
@FunctionalInterface
public interface Injection {
  /** What becomes of a pod for which these are; at least one. */
  Result into(Json.Obj pod, List<Candidate> candidates, Moment moment);

  /**
   * What differs between two equal questions.
   *
   * @param seed for what is left to chance, such as which pods of a percentage
   */
  record Moment(Instant now, long seed) {}

  /** What became of it. */
  sealed interface Result {
    /**
     * The pod has its sidecars.
     *
     * @param warnings what was not injected and why, a sentence each
     */
    record Injected(Json.Obj pod, List<String> warnings) implements Result {
      public Injected {
        warnings = List.copyOf(warnings);
      }
    }

    /** The pod must not be created without them, and cannot have them. */
    record Impossible(String because) implements Result {}
  }
}
