package io.windlass.core.autoscaling.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The occurrences of one window on days that suit. Starts and ends keep their order when local
 * times become instants, so the latest start alone decides whether a window is active.
 */
record Occurrences(Window window, Predicate<LocalDate> day) {
  static Occurrences of(Window window, Calendars calendars) {
    return new Occurrences(window, day -> window.days().allow(day, calendars));
  }

  /** The last that begins at {@code at} or before. */
  Optional<Occurrence> latest(Instant at) {
    LocalDateTime until = LocalClock.latest(at.plus(window.lead()), window.zone());
    while (true) {
      Optional<LocalDateTime> start = window.begin().latest(until, day);
      Optional<Occurrence> found = start.flatMap(this::occurrence);
      if (start.isEmpty() || found.filter(it -> !it.begin().isAfter(at)).isPresent()) {
        return found;
      }
      until = start.get().minusNanos(1);
    }
  }

  /** The first that begins after {@code at}. */
  Optional<Occurrence> next(Instant at) {
    LocalDateTime after = LocalDateTime.ofInstant(at.plus(window.lead()), window.zone());
    while (true) {
      Optional<LocalDateTime> start = window.begin().next(after, day);
      Optional<Occurrence> found = start.flatMap(this::occurrence);
      if (start.isEmpty() || found.filter(it -> it.begin().isAfter(at)).isPresent()) {
        return found;
      }
      after = start.get();
    }
  }

  /** Empty if nothing is left of it, because both ends fall into a gap. */
  private Optional<Occurrence> occurrence(LocalDateTime local) {
    Instant start = LocalClock.begin(local, window.zone());
    return end(local, start)
        .filter(end -> end.isAfter(start))
        .map(end -> new Occurrence(window, local, start.minus(window.lead()), end));
  }

  private Optional<Instant> end(LocalDateTime local, Instant start) {
    return switch (window.finish()) {
      case Finish.After after -> Optional.of(start.plus(after.duration()));
      case Finish.At at -> at.cron().next(local).map(end -> LocalClock.end(end, window.zone()));
      case Finish.UntilNext _ -> Optional.of(Instant.MAX);
    };
  }
}
