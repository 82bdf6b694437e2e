package io.windlass.controllers.adapter.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Strings of JSON with escapes in them (RFC 8259, section 7). Stateless. */
final class JsonStrings {
  private static final int HEX_DIGITS = 4;

  private JsonStrings() {}

  /** The text of what stands between two quotes. */
  static String unescaped(ByteWindow in, int from, int to) throws BrokenDocument {
    byte[] bytes = in.bytes;
    StringBuilder text = new StringBuilder(to - from);
    int p = from;
    while (p < to) {
      int slash = ByteScan.quoteOrBackslash(bytes, p, to);
      text.append(new String(bytes, p, slash - p, UTF_8));
      p = slash;
      if (p < to) {
        text.append(escape(in, p + 1, to));
        p += bytes[p + 1] == 'u' ? 2 + HEX_DIGITS : 2;
      }
    }
    return text.toString();
  }

  private static char escape(ByteWindow in, int at, int to) throws BrokenDocument {
    return switch (in.bytes[at]) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit(in, at + 1, to);
      default -> throw in.broken("no escape: \\" + (char) in.bytes[at]);
    };
  }

  private static char unit(ByteWindow in, int from, int to) throws BrokenDocument {
    if (to - from < HEX_DIGITS) {
      throw in.broken("an escape that is too short");
    }
    String digits = new String(in.bytes, from, HEX_DIGITS, US_ASCII);
    try {
      return (char) Integer.parseUnsignedInt(digits, 16);
    } catch (NumberFormatException e) {
      throw in.broken("no escape: \\u" + digits);
    }
  }
}
