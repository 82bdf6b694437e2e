package io.windlass.core.autoscaling.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The local dates on which a window may begin: within its validity, and not excluded.
 *
 * @param excluded spans of dates, both ends excluded too
 * @param calendars names of calendars whose dates are excluded
 */
public record Days(
    List<Span> excluded,
    Set<MonthDay> annually,
    Set<DayOfWeek> weekdays,
    Set<String> calendars,
    Optional<LocalDate> validFrom,
    Optional<LocalDate> validUntil) {
  public static final Days ALL =
      new Days(List.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty());

  public Days {
    excluded = List.copyOf(excluded);
    annually = Set.copyOf(annually);
    weekdays = Set.copyOf(weekdays);
    calendars = Set.copyOf(calendars);
  }

  /** Dates from one to another, both included. */
  public record Span(LocalDate from, LocalDate to) {
    boolean has(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(to);
    }
  }

  /** Whether the window may begin on a date. */
  boolean allow(LocalDate day, Calendars known) {
    return isValid(day) && !isExcluded(day, known);
  }

  boolean isValid(LocalDate day) {
    return validFrom.map(from -> !day.isBefore(from)).orElse(true)
        && validUntil.map(until -> !day.isAfter(until)).orElse(true);
  }

  /** Whether anything excludes a date. */
  public boolean isExcluded(LocalDate day, Calendars known) {
    return excluded.stream().anyMatch(span -> span.has(day))
        || annually.contains(MonthDay.from(day))
        || weekdays.contains(day.getDayOfWeek())
        || calendars.stream().anyMatch(calendar -> known.has(calendar, day));
  }
}
