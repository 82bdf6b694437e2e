package io.windlass.core.model;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;

/**
 * A text that says times, without them: notes that controllers keep in annotations differ from pod
 * to pod in their times only, and what is left is shared. Lossless, immutable.
 */
final class StampedText {
  /** Shorter texts are not worth it. */
  static final int MIN_LENGTH = 80;

  private static final char HOLE = 0;
  private static final String FORM = "dddd-dd-ddTdd:dd:ddZ";
  private static final int DAY_SECONDS = 86_400;

  /** The text with {@link #HOLE} for each time. */
  private final String pattern;

  /** The times since the epoch, in the order of the holes. */
  private final int[] seconds;

  private StampedText(String pattern, int[] seconds) {
    this.pattern = pattern;
    this.seconds = seconds;
  }

  /** The parts of a text that says times as {@code 2026-11-23T13:08:02Z}; empty for others. */
  static Optional<StampedText> of(String text) {
    if (text.length() < MIN_LENGTH || text.indexOf(HOLE) >= 0) {
      return Optional.empty();
    }
    StringBuilder pattern = new StringBuilder(text.length());
    int[] seconds = new int[4];
    int found = 0;
    int copied = 0;
    int mark = text.indexOf('T');
    while (mark >= 0) {
      int start = mark - FORM.indexOf('T');
      if (start >= copied && isTime(text, start)) {
        pattern.append(text, copied, start).append(HOLE);
        copied = start + FORM.length();
        seconds = found == seconds.length ? Arrays.copyOf(seconds, 2 * found) : seconds;
        seconds[found++] = secondsAt(text, start);
      }
      mark = text.indexOf('T', mark + 1);
    }
    pattern.append(text, copied, text.length());
    return found == 0
        ? Optional.empty()
        : Optional.of(new StampedText(pattern.toString(), Arrays.copyOf(seconds, found)));
  }

  private static boolean isTime(String text, int start) {
    if (start + FORM.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < FORM.length(); i++) {
      char wanted = FORM.charAt(i);
      char is = text.charAt(start + i);
      if (wanted == 'd' ? is < '0' || is > '9' : is != wanted) {
        return false;
      }
    }
    return isOnCalendar(text, start);
  }

  // Whatever would be written in another way than it was read is not a time for us.
  private static boolean isOnCalendar(String text, int start) {
    int year = number(text, start, 4);
    int month = number(text, start + 5, 2);
    int day = number(text, start + 8, 2);
    return year >= 1970
        && year < 2038
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year, month).lengthOfMonth()
        && number(text, start + 11, 2) < 24
        && number(text, start + 14, 2) < 60
        && number(text, start + 17, 2) < 60;
  }

  private static int secondsAt(String text, int start) {
    LocalDate date =
        LocalDate.of(
            number(text, start, 4), number(text, start + 5, 2), number(text, start + 8, 2));
    int ofDay =
        (number(text, start + 11, 2) * 60 + number(text, start + 14, 2)) * 60
            + number(text, start + 17, 2);
    return (int) (date.toEpochDay() * DAY_SECONDS + ofDay);
  }

  private static int number(String text, int start, int digits) {
    int number = 0;
    for (int i = start; i < start + digits; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }

  /** The text as it was. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(pattern.length() + seconds.length * FORM.length());
    int copied = 0;
    for (int second : seconds) {
      int hole = pattern.indexOf(HOLE, copied);
      text.append(pattern, copied, hole);
      appendTime(text, second);
      copied = hole + 1;
    }
    return text.append(pattern, copied, pattern.length()).toString();
  }

  String pattern() {
    return pattern;
  }

  /** Whether the text has a word in it that says no time. */
  boolean mentions(String word) {
    return pattern.contains(word);
  }

  private static void appendTime(StringBuilder text, int second) {
    LocalDate date = LocalDate.ofEpochDay(second / DAY_SECONDS);
    int ofDay = second % DAY_SECONDS;
    text.append(date.getYear());
    appendTwo(text.append('-'), date.getMonthValue());
    appendTwo(text.append('-'), date.getDayOfMonth());
    appendTwo(text.append('T'), ofDay / 3600);
    appendTwo(text.append(':'), ofDay / 60 % 60);
    appendTwo(text.append(':'), ofDay % 60);
    text.append('Z');
  }

  private static void appendTwo(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** What it takes on the heap beyond what was counted before. */
  long bytes(Footprint footprint) {
    return footprint.object(this, 8)
        + footprint.array(seconds, Integer.BYTES * seconds.length)
        + footprint.text(pattern);
  }

  /** These times in the pattern of a text that is alike, if it is. */
  StampedText sharing(StampedText kin) {
    return kin.pattern.equals(pattern) ? new StampedText(kin.pattern, seconds) : this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StampedText text
        && Arrays.equals(seconds, text.seconds)
        && pattern.equals(text.pattern);
  }

  @Override
  public int hashCode() {
    return 31 * pattern.hashCode() + Arrays.hashCode(seconds);
  }
}
