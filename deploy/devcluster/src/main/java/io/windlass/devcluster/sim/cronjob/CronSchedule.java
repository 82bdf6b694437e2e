package io.windlass.devcluster.sim.cronjob;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The moments of a schedule: five fields (minute, hour, day of month, month, day of week), or {@code
 * @hourly} and the like, or {@code @every 90m}. If both days are restricted, either will do. As
 * Kubernetes reads them. Immutable.
 */
public sealed interface CronSchedule {
  /** The first moment after this one; none if there is none within five years. */
  Optional<Instant> next(Instant after, ZoneId zone);

  /** Reads a schedule; empty if it is none. */
  static Optional<CronSchedule> parse(String text) {
    String trimmed = text.strip();
    if (trimmed.startsWith("@every ")) {
      return Every.parse(trimmed.substring("@every ".length()));
    }
    String fields = Fields.NAMED.getOrDefault(trimmed.toLowerCase(Locale.ROOT), trimmed);
    return Fields.parse(List.of(fields.split("\\s+", -1)));
  }

  /** At a fixed distance from one to the next. */
  record Every(Duration distance) implements CronSchedule {
    static Optional<CronSchedule> parse(String text) {
      try {
        Duration distance =
            Duration.parse("PT" + text.strip().toUpperCase(Locale.ROOT))
                .truncatedTo(ChronoUnit.SECONDS);
        return distance.isPositive() ? Optional.of(new Every(distance)) : Optional.empty();
      } catch (DateTimeParseException _) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
      return Optional.of(after.plus(distance).truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /**
   * At the minutes that fit every field.
   *
   * @param anyDay whether one of the two kinds of days is not restricted, so that both must fit
   */
  record Fields(
      BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean anyDay)
      implements CronSchedule {
    private static final Map<String, String> NAMED =
        Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");
    private static final List<String> MONTHS =
        List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS =
        List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final int MOST_YEARS = 5;

    static Optional<CronSchedule> parse(List<String> fields) {
      if (fields.size() != 5) {
        return Optional.empty();
      }
      try {
        boolean anyDay = CronField.isAny(fields.get(2)) || CronField.isAny(fields.get(4));
        return Optional.of(
            new Fields(
                new CronField(0, 59, List.of(), 0).parse(fields.get(0)),
                new CronField(0, 23, List.of(), 0).parse(fields.get(1)),
                new CronField(1, 31, List.of(), 0).parse(fields.get(2)),
                new CronField(1, 12, MONTHS, 1).parse(fields.get(3)),
                new CronField(0, 6, WEEKDAYS, 0).parse(fields.get(4)),
                anyDay));
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Instant> next(Instant after, ZoneId zone) {
      ZonedDateTime at = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
      ZonedDateTime end = at.plusYears(MOST_YEARS);
      while (at.isBefore(end)) {
        if (!months.get(at.getMonthValue())) {
          at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
        } else if (!isDay(at)) {
          at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
        } else if (!hours.get(at.getHour())) {
          at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
        } else if (!minutes.get(at.getMinute())) {
          at = at.plusMinutes(1);
        } else {
          return Optional.of(at.toInstant());
        }
      }
      return Optional.empty();
    }

    private boolean isDay(ZonedDateTime at) {
      boolean day = days.get(at.getDayOfMonth());
      boolean weekday = weekdays.get(at.getDayOfWeek().getValue() % 7);
      return anyDay ? day && weekday : day || weekday;
    }
  }
}
