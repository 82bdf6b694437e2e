package io.windlass.core.autoscaling.schedule;

import java.time.Instant;
import java.time.LocalDateTime;

/**
 * One interval of a window, {@code [begin, end)}.
 *
 * @param local the start as it is written
 * @param begin the start, less the lead
 * @param end {@link Instant#MAX} for a step, which ends when another begins
 */
public record Occurrence(Window window, LocalDateTime local, Instant begin, Instant end) {
  boolean contains(Instant at) {
    return !at.isBefore(begin) && at.isBefore(end);
  }

  /** When the release of its floor is over. */
  Instant released() {
    return end.equals(Instant.MAX) ? end : end.plus(window.release());
  }

  boolean isReleasing(Instant at) {
    return window.floor().isPresent() && !at.isBefore(end) && at.isBefore(released());
  }

  Occurrence until(Instant until) {
    return new Occurrence(window, local, begin, until);
  }
}
