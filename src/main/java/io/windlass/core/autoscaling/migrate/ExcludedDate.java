package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A CronHPA exclusion as the days it was meant to be. Stateless. */
final class ExcludedDate {
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private ExcludedDate() {}

  /** Empty if it is neither one day of the year nor days of the week. */
  static Optional<Json> of(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length < 5 || fields.length > 6) {
      return Optional.empty();
    }
    String day = fields[3];
    String month = fields[4];
    String week = fields.length == 6 ? fields[5] : "*";
    if (number(day) > 0 && number(month) > 0 && isAny(week)) {
      String annually = "%02d-%02d".formatted(number(month), number(day));
      return Optional.of(Json.Obj.EMPTY.with("annually", annually));
    }
    return isAny(day) && isAny(month) ? weekdays(week) : Optional.empty();
  }

  private static Optional<Json> weekdays(String week) {
    List<Json> days = new ArrayList<>();
    for (String item : week.split(",", -1)) {
      int day =
          item.matches("[0-6]") ? number(item) : WEEKDAYS.indexOf(item.toUpperCase(Locale.ROOT));
      if (day < 0) {
        return Optional.empty();
      }
      days.add(Json.of(WEEKDAYS.get(day)));
    }
    return Optional.of(Json.Obj.EMPTY.with("weekdays", Json.of(days)));
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  private static int number(String field) {
    return field.matches("[0-9]{1,2}") ? Integer.parseInt(field) : -1;
  }
}
