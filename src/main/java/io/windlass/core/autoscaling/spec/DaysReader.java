package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.schedule.Days;
import io.windlass.core.model.Json;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads on which dates a window may begin. */
record DaysReader(Node window) {
  private static final int MOST = 366;
  private static final Map<String, DayOfWeek> WEEKDAYS =
      Map.of(
          "MON", DayOfWeek.MONDAY,
          "TUE", DayOfWeek.TUESDAY,
          "WED", DayOfWeek.WEDNESDAY,
          "THU", DayOfWeek.THURSDAY,
          "FRI", DayOfWeek.FRIDAY,
          "SAT", DayOfWeek.SATURDAY,
          "SUN", DayOfWeek.SUNDAY);

  Days days() {
    List<Days.Span> spans = new ArrayList<>();
    Set<MonthDay> annually = new HashSet<>();
    Set<DayOfWeek> weekdays = new HashSet<>();
    Set<String> calendars = new HashSet<>();
    List<Node> items = window.items("excludeDates");
    if (items.size() > MOST) {
      window.reject(25, "excludeDates", "%d of them, at most %d".formatted(items.size(), MOST));
    }
    for (Node item : items) {
      long ways =
          Stream.of("date", "from", "annually", "weekdays", "calendarRef")
              .filter(item::has)
              .count();
      if (ways != 1) {
        item.reject(26, "", "one of date, from with to, annually, weekdays and calendarRef");
      }
      item.date("date").ifPresent(date -> spans.add(new Days.Span(date, date)));
      span(item).ifPresent(spans::add);
      annually(item).ifPresent(annually::add);
      weekdays.addAll(weekdays(item));
      item.child("calendarRef").text("name").ifPresent(calendars::add);
    }
    Optional<LocalDate> from = window.date("validFrom");
    Optional<LocalDate> until = window.date("validUntil");
    return new Days(spans, annually, weekdays, calendars, from, until);
  }

  private static Optional<Days.Span> span(Node item) {
    Optional<LocalDate> from = item.date("from");
    Optional<LocalDate> to = item.date("to");
    if (item.has("from") != item.has("to")) {
      item.reject(26, "", "from and to go together");
    }
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    if (from.get().isAfter(to.get())) {
      item.reject(26, "from", "%s is after to %s".formatted(from.get(), to.get()));
    }
    return Optional.of(new Days.Span(from.get(), to.get()));
  }

  private static Optional<MonthDay> annually(Node item) {
    if (!item.has("annually")) {
      return Optional.empty();
    }
    try {
      return Optional.of(MonthDay.parse("--" + item.text("annually").orElse("")));
    } catch (DateTimeException notADay) {
      item.reject(26, "annually", item.show("annually") + " is no month and day such as 11-15");
      return Optional.empty();
    }
  }

  private static List<DayOfWeek> weekdays(Node item) {
    List<DayOfWeek> found = new ArrayList<>();
    for (Json day : item.json().items("weekdays")) {
      Optional<DayOfWeek> weekday =
          day.text().map(name -> WEEKDAYS.get(name)).flatMap(Optional::ofNullable);
      if (weekday.isEmpty()) {
        item.reject(26, "weekdays", "days are MON, TUE, WED, THU, FRI, SAT and SUN");
      }
      weekday.ifPresent(found::add);
    }
    return found;
  }
}
