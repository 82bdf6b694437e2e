package io.windlass.core.autoscaling.cron;

import java.util.List;
import java.util.Locale;

/** One of the five fields, with the values that it may hold. */
public enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  DAY_OF_WEEK("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private final String title;
  private final int least;
  private final int most;
  private final String names;

  CronField(String title, int least, int most, String names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** In words, with its range: {@code hour (0-23)}. */
  public String described() {
    String also = names.isEmpty() ? "" : " or " + words().getFirst() + "-" + words().getLast();
    return "%s (%d-%d%s)".formatted(title, least, most, also);
  }

  private List<String> words() {
    return List.of(names.split(" ", -1));
  }

  int least() {
    return least;
  }

  int most() {
    return most;
  }

  /** The number that a word stands for, -1 if it is none that this field may hold. */
  int number(String word) {
    int named = words().indexOf(word.toUpperCase(Locale.ROOT));
    if (named >= 0 && !word.isEmpty()) {
      return least + named;
    }
    boolean digits = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || word.length() > 4) {
      return -1;
    }
    int value = Integer.parseInt(word);
    return value < least || value > most ? -1 : value;
  }
}
