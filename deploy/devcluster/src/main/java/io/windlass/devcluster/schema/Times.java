package io.windlass.devcluster.schema;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moments as the API reads and writes them: RFC 3339, to the second or to six digits. Stateless.
 */
final class Times {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  private static final Pattern AFTER_SECONDS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?<rest>.*)");
  private static final Pattern MICRO_REST = Pattern.compile("\\.\\d{6}(Z|[+-]\\d\\d:\\d\\d)");

  private Times() {}

  /** What is wrong with a text that should be a moment. */
  static Optional<String> fault(String text, boolean micros) {
    String layout = micros ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    Matcher matcher = AFTER_SECONDS.matcher(text);
    if (!matcher.matches() || !parses(text)) {
      return Optional.of(words(text, layout, text, "2006"));
    }
    String rest = matcher.group("rest");
    return !micros || MICRO_REST.matcher(rest).matches()
        ? Optional.empty()
        : Optional.of(words(text, layout, rest, ".000000"));
  }

  /** The one way in which the API server writes a moment that has no fault. */
  static String canonical(String text, boolean micros) {
    OffsetDateTime utc = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    return (micros ? MICROS : SECONDS).format(utc);
  }

  private static boolean parses(String text) {
    try {
      DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static String words(String text, String layout, String part, String expected) {
    return "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"%s\""
        .formatted(text, layout, part, expected);
  }
}
