package io.windlass.controllers.autoscaling;

import io.windlass.core.autoscaling.calendar.CalendarShelf;
import io.windlass.core.autoscaling.check.Verdict;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.autoscaling.turn.Past;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one turn leaves to the next of the same autoscaler.
 *
 * @param judged the object as it was read and checked
 * @param past empty until its target's scale was read first
 * @param clock what it waits for
 */
record Known(Judged judged, Optional<Past> past, Clock clock) {

  /**
   * An object with its checks.
   *
   * @param document the whole object
   * @param shelf the calendars that it was read with
   * @param ofDocument what checks of the object alone say; they walk over 400 days
   * @param checkedAt when they said so
   * @param judgedAt when its surroundings were looked at
   */
  record Judged(
      Json.Obj document,
      CalendarShelf shelf,
      ReadAutoscaler read,
      List<Finding> ofDocument,
      Instant checkedAt,
      Verdict verdict,
      Instant judgedAt) {
    Judged {
      ofDocument = List.copyOf(ofDocument);
    }

    String uid() {
      return document.text("metadata", "uid").orElse("");
    }

    long generation() {
      return document.number("metadata", "generation").orElse(0L);
    }

    ObjectKey key() {
      return new ObjectKey(
          document.text("metadata", "namespace").orElse(""),
          document.text("metadata", "name").orElseThrow());
    }

    AutoscalerSpec spec() {
      return read.spec();
    }

    Judged with(Json.Obj newer) {
      return new Judged(newer, shelf, read, ofDocument, checkedAt, verdict, judgedAt);
    }
  }

  /**
   * What it waits for.
   *
   * @param at the instant of the turn that found this
   * @param edge at which time changes its bounds next
   * @param serving the edge that its target has not been brought behind yet
   * @param slot from when on it may write, where writes are limited
   * @param failures turns in a row that something stood in the way of
   */
  record Clock(
      Instant at,
      Optional<Instant> edge,
      Optional<Instant> serving,
      Optional<Instant> slot,
      int failures) {
    static final Clock NEW =
        new Clock(Instant.MIN, Optional.empty(), Optional.empty(), Optional.empty(), 0);

    /** At the beginning of a turn: an edge that has come is served from now on. */
    Clock at(Instant now) {
      if (now.isBefore(at)) {
        // The clock was set back: what comes next is something else.
        return new Clock(now, Optional.empty(), Optional.empty(), Optional.empty(), failures);
      }
      return edge.filter(it -> !it.isAfter(now)).isPresent()
          ? new Clock(now, Optional.empty(), edge, slot, failures)
          : new Clock(now, edge, serving, slot, failures);
    }

    Clock served() {
      return new Clock(at, edge, Optional.empty(), Optional.empty(), 0);
    }

    Clock awaiting(Optional<Instant> next) {
      return new Clock(at, next, serving, slot, failures);
    }

    Clock queued(Instant turn) {
      return new Clock(at, edge, serving, Optional.of(turn), failures);
    }

    Clock failed() {
      return new Clock(at, edge, serving, Optional.empty(), failures + 1);
    }
  }

  Known with(Past newer) {
    return new Known(judged, Optional.of(newer), clock);
  }

  Known with(Clock newer) {
    return new Known(judged, past, newer);
  }
}
