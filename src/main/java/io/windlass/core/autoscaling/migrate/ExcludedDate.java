package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.model.Json;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A CronHPA exclusion as the days it was meant to be. Stateless. */
final class ExcludedDate {
  private static final List<String> WEEKDAYS =
      List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  private static final int[] LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private ExcludedDate() {}

  /**
   * Entries of {@code excludeDates}: days of the year, or one for days of the week; none if it is
   * neither, both, or every day.
   */
  static List<Json> of(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length < 5 || fields.length > 6) {
      return List.of();
    }
    String week = fields.length == 6 ? fields[5] : "*";
    String days = "0 0 %s %s %s".formatted(fields[3], fields[4], week).replace('?', '*');
    if (!(Cron.read(days) instanceof CronReading.Understood(Cron cron))) {
      return List.of();
    }
    boolean everyWeekday = cron.weekDays() == 0x7f;
    List<MonthDay> dates = dates(cron);
    if (everyWeekday == (dates.size() == 366)) {
      return List.of();
    }
    return everyWeekday ? annually(dates) : List.of(weekdays(cron));
  }

  /** Whether the first three fields, which CronHPA means to ignore, say nothing. */
  static boolean isWholeDay(String text) {
    return text.strip().matches("[*?]\\s+[*?]\\s+[*?]\\s.*");
  }

  private static List<MonthDay> dates(Cron cron) {
    List<MonthDay> dates = new ArrayList<>();
    for (int month = 1; month <= 12; month++) {
      for (int day = 1; day <= LENGTHS[month - 1]; day++) {
        if ((cron.months() >> month & 1) != 0 && (cron.monthDays() >> day & 1) != 0) {
          dates.add(MonthDay.of(month, day));
        }
      }
    }
    return dates;
  }

  private static List<Json> annually(List<MonthDay> dates) {
    return dates.stream()
        .<Json>map(date -> Json.Obj.EMPTY.with("annually", date.toString().substring(2)))
        .toList();
  }

  private static Json weekdays(Cron cron) {
    List<Json> days =
        IntStream.range(0, 7)
            .filter(day -> (cron.weekDays() >> day & 1) != 0)
            .mapToObj(WEEKDAYS::get)
            .map(Json::of)
            .toList();
    return Json.Obj.EMPTY.with("weekdays", Json.of(days));
  }
}
