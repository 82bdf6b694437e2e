package io.windlass.core.autoscaling.schedule;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** Dates by the name of the calendar that lists them; a calendar that is missing lists none. */
public record Calendars(Map<String, Set<LocalDate>> dates) {
  public static final Calendars NONE = new Calendars(Map.of());

  public Calendars {
    dates = Map.copyOf(dates);
  }

  boolean has(String calendar, LocalDate day) {
    return dates.getOrDefault(calendar, Set.of()).contains(day);
  }
}
