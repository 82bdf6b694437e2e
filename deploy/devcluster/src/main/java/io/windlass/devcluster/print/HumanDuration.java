package io.windlass.devcluster.print;

import java.time.Duration;
import java.time.Instant;

/** Spans of time in two or three significant figures, as tables show ages. Stateless. */
public final class HumanDuration {
  private static final int DAYS_OF_YEAR = 365;

  private HumanDuration() {}

  /** {@code 5m30s} since then; {@code <invalid>} if that is more than a second ahead. */
  public static String between(Instant then, Instant now) {
    Duration span = Duration.between(then, now);
    long seconds = span.isNegative() ? -span.negated().toSeconds() : span.toSeconds();
    if (seconds < -1) {
      return "<invalid>";
    }
    return words(Math.max(seconds, 0));
  }

  private static String words(long seconds) {
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 120) {
      return seconds + "s";
    } else if (minutes < 10) {
      return pair(minutes, "m", seconds % 60, "s");
    } else if (minutes < 180) {
      return minutes + "m";
    } else if (hours < 8) {
      return pair(hours, "h", minutes % 60, "m");
    } else if (hours < 48) {
      return hours + "h";
    } else if (hours < 192) {
      return pair(days, "d", hours % 24, "h");
    } else if (days < 2 * DAYS_OF_YEAR) {
      return days + "d";
    } else if (days < 8 * DAYS_OF_YEAR) {
      return pair(days / DAYS_OF_YEAR, "y", days % DAYS_OF_YEAR, "d");
    }
    return days / DAYS_OF_YEAR + "y";
  }

  private static String pair(long large, String largeUnit, long small, String smallUnit) {
    return small == 0 ? large + largeUnit : large + largeUnit + small + smallUnit;
  }
}
