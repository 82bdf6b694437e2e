package io.windlass.core.autoscaling.schedule;

import java.util.Optional;

/**
 * How a window stands at an instant.
 *
 * @param occurrence the one that is active or released, else the last one that began
 */
public record Standing(Window window, State state, Optional<Occurrence> occurrence) {
  /** Whether a window counts, and if not, why. */
  public enum State {
    /** It is within an occurrence. */
    ACTIVE,
    /** Its floor is going down after an occurrence. */
    RELEASING,
    /** It would be active, had its date not been excluded. */
    EXCLUDED,
    /** It is a step, and another one began later. */
    SUPERSEDED,
    /** It is switched off. */
    SUSPENDED,
    /** It will begin. */
    WAITING,
    /** It will not begin again. */
    EXPIRED
  }
}
