package io.windlass.core.autoscaling.calendar;

import io.windlass.core.autoscaling.schedule.Calendars;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The calendars that one autoscaler refers to, as they were found. What is missing or unreadable
 * excludes no date: a window too many gives capacity that nobody needs, a window too few an outage.
 */
public record CalendarShelf(Map<String, CalendarReading> readings) {
  /** Of an autoscaler that refers to none. */
  public static final CalendarShelf EMPTY = new CalendarShelf(Map.of());

  public CalendarShelf {
    readings = Map.copyOf(readings);
  }

  /** Names of the calendars that a spec refers to, in order. */
  public static Set<String> names(AutoscalerSpec spec) {
    Set<String> names = new TreeSet<>();
    spec.rules().schedule().windows().forEach(window -> names.addAll(window.days().calendars()));
    return names;
  }

  /** The dates for {@link AutoscalerSpec#with}. */
  public Calendars calendars() {
    Map<String, Set<LocalDate>> dates = new HashMap<>();
    readings.forEach(
        (name, reading) -> {
          if (reading instanceof CalendarReading.Dates(Set<LocalDate> listed, var _)) {
            dates.put(name, listed);
          }
        });
    return new Calendars(dates);
  }

  /** What is wrong with them: TPA026 as a condition, one for each window and calendar. */
  public List<Finding> findings(AutoscalerSpec spec) {
    List<Finding> found = new ArrayList<>();
    for (Window window : spec.rules().schedule().windows()) {
      for (String name : new TreeSet<>(window.days().calendars())) {
        fault(name)
            .map(
                what ->
                    Finding.condition(
                        26, "spec.windows[%s].excludeDates".formatted(window.name()), what))
            .ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private Optional<String> fault(String name) {
    return switch (readings.getOrDefault(name, new CalendarReading.Missing())) {
      case CalendarReading.Missing() ->
          Optional.of("there is no ConfigMap %s: it excludes no date".formatted(name));
      case CalendarReading.Unreadable(String why) ->
          Optional.of("ConfigMap %s cannot be read: %s; it excludes no date".formatted(name, why));
      case CalendarReading.Dates(var _, List<String> strangers) ->
          strangers.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  "ConfigMap %s has keys that are no dates such as 2027-02-05: %s"
                      .formatted(name, String.join(", ", strangers)));
    };
  }
}
