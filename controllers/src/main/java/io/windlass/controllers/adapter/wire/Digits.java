package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Numbers and moments as they are written in JSON, read from their bytes. Stateless. */
final class Digits {
  private static final int SAFE_DIGITS = 18;
  private static final int MOMENT_BYTES = "2026-11-23T13:08:02Z".length();
  private static final String MOMENT_FORM = "dddd-dd-ddTdd:dd:ddZ";
  private static final int DAYS_TO_EPOCH = 719_468;

  private Digits() {}

  /** The whole number in the bytes from one position to another, 0 for none or {@code null}. */
  static long number(ByteWindow in, int from, int to) throws BrokenDocument {
    byte[] bytes = in.bytes;
    int p = from < to && bytes[from] == '-' ? from + 1 : from;
    if (to - p > SAFE_DIGITS || p == to) {
      return p == from && p == to ? 0 : parsed(in, from, to);
    }
    long number = 0;
    for (int i = p; i < to; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return parsed(in, from, to);
      }
      number = number * 10 + digit;
    }
    return p == from ? number : -number;
  }

  private static long parsed(ByteWindow in, int from, int to) throws BrokenDocument {
    String text = new String(in.bytes, from, to - from, US_ASCII);
    try {
      return text.equals("null") ? 0 : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw in.broken("not a whole number: " + text);
    }
  }

  /** A moment by RFC 3339, {@link Instant#MIN} for empty text. */
  static Instant moment(ByteWindow in, int from, int to) throws BrokenDocument {
    if (from == to) {
      return Instant.MIN;
    }
    return to - from == MOMENT_BYTES && isPlain(in.bytes, from)
        ? Instant.ofEpochSecond(seconds(in.bytes, from))
        : parsedMoment(in, from, to);
  }

  private static Instant parsedMoment(ByteWindow in, int from, int to) throws BrokenDocument {
    String text = new String(in.bytes, from, to - from, US_ASCII);
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw in.broken("not a moment: " + text);
    }
  }

  /** Whether it is a moment of the usual form, on a day that every month has. */
  private static boolean isPlain(byte[] bytes, int from) {
    for (int i = 0; i < MOMENT_BYTES; i++) {
      char wanted = MOMENT_FORM.charAt(i);
      int is = bytes[from + i];
      if (wanted == 'd' ? is < '0' || is > '9' : is != wanted) {
        return false;
      }
    }
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= 28
        && two(bytes, from + 11) < 24
        && two(bytes, from + 14) < 60
        && two(bytes, from + 17) < 60;
  }

  /**
   * Seconds since the epoch, counting years from March (Hinnant, chrono-compatible low-level date
   * algorithms: days_from_civil), so that the leap day is the last of its year.
   */
  private static long seconds(byte[] bytes, int from) {
    int month = two(bytes, from + 5);
    int year = two(bytes, from) * 100 + two(bytes, from + 2) - (month <= 2 ? 1 : 0);
    int era = Math.floorDiv(year, 400);
    int ofEra = year - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + two(bytes, from + 8) - 1;
    int dayOfEra = ofEra * 365 + ofEra / 4 - ofEra / 100 + dayOfYear;
    long days = era * 146_097L + dayOfEra - DAYS_TO_EPOCH;
    int ofDay = two(bytes, from + 11) * 3600 + two(bytes, from + 14) * 60 + two(bytes, from + 17);
    return days * 86_400 + ofDay;
  }

  private static int two(byte[] bytes, int from) {
    return (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
  }

  /** Whether a number or literal is over at this byte. */
  static boolean endsScalar(byte here) {
    return here == ',' || here == '}' || here == ']' || (here >= 0 && here <= ' ');
  }

  /** Whether the bytes from one position to another are a literal or look like a number. */
  static boolean isScalar(byte[] bytes, int from, int to) {
    int first = from < to ? bytes[from] : 0;
    return switch (first) {
      case 'n' -> is("null", bytes, from, to);
      case 't' -> is("true", bytes, from, to);
      case 'f' -> is("false", bytes, from, to);
      default -> first == '-' || (first >= '0' && first <= '9');
    };
  }

  private static boolean is(String literal, byte[] bytes, int from, int to) {
    if (to - from != literal.length()) {
      return false;
    }
    for (int i = 0; i < literal.length(); i++) {
      if (bytes[from + i] != literal.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
