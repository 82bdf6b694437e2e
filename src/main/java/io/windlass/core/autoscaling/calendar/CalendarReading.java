package io.windlass.core.autoscaling.calendar;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found where a window refers to a calendar. */
public sealed interface CalendarReading {
  /**
   * A ConfigMap whose keys are dates such as {@code 2027-02-05}; its values are for people.
   *
   * @param strangers keys that are no dates, in order; they exclude nothing
   */
  record Dates(Set<LocalDate> dates, List<String> strangers) implements CalendarReading {
    public Dates {
      dates = Set.copyOf(dates);
      strangers = List.copyOf(strangers);
    }
  }

  /** There is no ConfigMap of that name. */
  record Missing() implements CalendarReading {}

  /** It could not be read, so nobody knows. */
  record Unreadable(String why) implements CalendarReading {}

  /** The keys of a ConfigMap as dates. */
  static Dates of(Collection<String> keys) {
    Set<LocalDate> dates = new HashSet<>();
    List<String> strangers = new ArrayList<>();
    for (String key : keys.stream().sorted().toList()) {
      try {
        dates.add(LocalDate.parse(key));
      } catch (DateTimeParseException notADate) {
        strangers.add(key);
      }
    }
    return new Dates(dates, strangers);
  }
}
