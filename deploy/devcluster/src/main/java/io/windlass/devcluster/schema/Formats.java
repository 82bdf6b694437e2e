package io.windlass.devcluster.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * String formats of JSON schemas, as far as the API server enforces them on custom resources.
 * Formats that it does not know are no constraint. Stateless.
 */
final class Formats {
  private static final Set<String> NOT_EVALUATED =
      Set.of("bsonobjectid", "isbn", "isbn10", "isbn13", "creditcard", "ssn", "rgbcolor");
  private static final String HEX_TAIL = "-?[0-9a-fA-F]{12}";
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}" + HEX_TAIL);
  private static final Pattern HOSTNAME =
      Pattern.compile(
          "[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?)*\\.?");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s<>]+@[^@\\s<>]+");
  private static final Pattern MAC = Pattern.compile("([0-9a-fA-F]{2}[:-]){5,7}[0-9a-fA-F]{2}");
  private static final Pattern DURATION =
      Pattern.compile(
          "[-+]?(0|([0-9]*\\.?[0-9]+\\s*(ns|us|\u00b5s|ms|s|m|h|d|w|nanos?|micros?|millis?|seconds?|minutes?|hours?|days?|weeks?)\\s*)+)");
  private static final Pattern HEX_COLOR = Pattern.compile("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");

  private Formats() {}

  /** False for a format that the API server enforces and this class does not. */
  static boolean isKnown(String format) {
    return !NOT_EVALUATED.contains(normal(format));
  }

  static boolean matches(String format, String value) {
    return switch (normal(format)) {
      case "datetime" -> parses(DateTimeFormatter.ISO_OFFSET_DATE_TIME, value);
      case "date" -> isDate(value);
      case "byte" -> Base64Fault.of(value).isEmpty();
      case "uuid" -> UUID.matcher(value).matches();
      case "uuid3" -> isUuid(value, '3');
      case "uuid4" -> isUuid(value, '4');
      case "uuid5" -> isUuid(value, '5');
      case "hostname" -> value.length() <= 255 && HOSTNAME.matcher(value).matches();
      case "email" -> EMAIL.matcher(value).matches();
      case "ipv4" -> Addresses.isV4(value);
      case "ipv6" -> Addresses.isV6(value);
      case "cidr" -> Addresses.isCidr(value);
      case "mac" -> MAC.matcher(value).matches();
      case "duration" -> DURATION.matcher(value).matches();
      case "hexcolor" -> HEX_COLOR.matcher(value).matches();
      case "uri" -> isRequestUri(value);
      default -> true;
    };
  }

  private static String normal(String format) {
    return format.replace("-", "");
  }

  private static boolean isUuid(String value, char version) {
    return UUID.matcher(value).matches() && value.replace("-", "").charAt(12) == version;
  }

  private static boolean isDate(String value) {
    try {
      LocalDate.parse(value);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean parses(DateTimeFormatter format, String value) {
    try {
      format.parse(value);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static boolean isRequestUri(String value) {
    try {
      return value.startsWith("/") || new URI(value).isAbsolute();
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
