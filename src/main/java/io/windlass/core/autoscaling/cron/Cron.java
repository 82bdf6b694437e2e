package io.windlass.core.autoscaling.cron;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A cron expression that was understood: the local minutes at which something happens. Bits stand
 * for values; Sunday is bit 0 of the week.
 *
 * @param anyDayField whether a day must suit both day fields, because one of them is a star
 */
public record Cron(
    long minutes, long hours, long monthDays, long months, long weekDays, boolean anyDayField) {
  /**
   * How far a search looks, in days: eight years, in which every date that exists comes at least
   * once (29 February comes eight years apart around a century).
   */
  public static final int HORIZON_DAYS = 8 * 366;

  /** Reads an expression. */
  public static CronReading read(String text) {
    return CronReader.read(text);
  }

  /** Whether it means this minute; parts of a minute do not count. */
  public boolean matches(LocalDateTime at) {
    return has(minutes, at.getMinute()) && has(hours, at.getHour()) && matches(at.toLocalDate());
  }

  /** Whether it means any minute of this day. */
  public boolean matches(LocalDate day) {
    boolean inMonth = has(monthDays, day.getDayOfMonth());
    boolean inWeek = has(weekDays, day.getDayOfWeek().getValue() % 7);
    return has(months, day.getMonthValue())
        && (anyDayField ? inMonth && inWeek : inMonth || inWeek);
  }

  /** Whether day of month and day of week are both restricted, so that either suffices. */
  public boolean eitherDay() {
    return !anyDayField;
  }

  /** The first minute after {@code at} on a day that suits; empty if none within the horizon. */
  public Optional<LocalDateTime> next(LocalDateTime at, Predicate<LocalDate> day) {
    LocalDate date = at.toLocalDate();
    if (matches(date) && day.test(date)) {
      int found = minuteFrom(at.getHour() * 60 + at.getMinute() + 1);
      if (found >= 0) {
        return Optional.of(at(date, found));
      }
    }
    for (int days = 1; days <= HORIZON_DAYS; days++) {
      LocalDate later = date.plusDays(days);
      if (matches(later) && day.test(later)) {
        return Optional.of(at(later, minuteFrom(0)));
      }
    }
    return Optional.empty();
  }

  /** The same on any day. */
  public Optional<LocalDateTime> next(LocalDateTime at) {
    return next(at, _ -> true);
  }

  /** The last minute not after {@code at} on a day that suits; empty if none within the horizon. */
  public Optional<LocalDateTime> latest(LocalDateTime at, Predicate<LocalDate> day) {
    LocalDate date = at.toLocalDate();
    if (matches(date) && day.test(date)) {
      int found = minuteTo(at.getHour() * 60 + at.getMinute());
      if (found >= 0) {
        return Optional.of(at(date, found));
      }
    }
    for (int days = 1; days <= HORIZON_DAYS; days++) {
      LocalDate earlier = date.minusDays(days);
      if (matches(earlier) && day.test(earlier)) {
        return Optional.of(at(earlier, minuteTo(24 * 60 - 1)));
      }
    }
    return Optional.empty();
  }

  private static LocalDateTime at(LocalDate date, int minuteOfDay) {
    return LocalDateTime.of(date, LocalTime.of(minuteOfDay / 60, minuteOfDay % 60));
  }

  /** The first minute of a day from {@code from} on that it means, -1 if there is none. */
  private int minuteFrom(int from) {
    int hour = from / 60;
    long rest = hour > 23 || !has(hours, hour) ? 0 : minutes >> (from % 60) << (from % 60);
    if (rest != 0) {
      return hour * 60 + Long.numberOfTrailingZeros(rest);
    }
    long later = hour > 22 ? 0 : hours >> (hour + 1) << (hour + 1);
    return later == 0
        ? -1
        : Long.numberOfTrailingZeros(later) * 60 + Long.numberOfTrailingZeros(minutes);
  }

  /** The last minute of a day up to {@code to} that it means, -1 if there is none. */
  private int minuteTo(int to) {
    int hour = to / 60;
    long rest = has(hours, hour) ? minutes & (-1L >>> (63 - to % 60)) : 0;
    if (rest != 0) {
      return hour * 60 + highest(rest);
    }
    long earlier = hours & ((1L << hour) - 1);
    return earlier == 0 ? -1 : highest(earlier) * 60 + highest(minutes);
  }

  private static int highest(long bits) {
    return 63 - Long.numberOfLeadingZeros(bits);
  }

  private static boolean has(long bits, int value) {
    return (bits >> value & 1) != 0;
  }
}
