package io.windlass.core.model;

/** Writes one canonical text; used once, by one thread. */
final class JsonWriter {
  private static final int WINDOW = 256;
  private static final int USUAL_LENGTH = 256;

  private final StringBuilder out;

  /**
   * Characters of the text that is being looked at. Once a JVM has met a text beyond Latin-1,
   * {@code charAt} decides for each character how it is stored, at three times the cost; an array
   * has no such choice.
   */
  private final char[] window;

  private JsonWriter(StringBuilder out, int windowLength) {
    this.out = out;
    this.window = new char[windowLength];
  }

  static String text(Json json) {
    StringBuilder out = new StringBuilder(USUAL_LENGTH);
    new JsonWriter(out, WINDOW).write(json);
    return out.toString();
  }

  static void quote(String text, StringBuilder out) {
    new JsonWriter(out, Math.min(text.length(), WINDOW)).quote(text);
  }

  private void write(Json json) {
    switch (json) {
      case Json.Null() -> out.append("null");
      case Json.Bool(boolean value) -> out.append(value);
      case Json.Num number -> out.append(number.value().toPlainString());
      case Json.Text(String value) -> quote(value);
      case Json.Arr array -> writeItems(array);
      case Json.Obj object -> writeFields(object);
    }
  }

  private void writeItems(Json.Arr array) {
    out.append('[');
    for (int i = 0; i < array.items().size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(array.items().get(i));
    }
    out.append(']');
  }

  private void writeFields(Json.Obj object) {
    FieldMap fields = FieldMap.of(object.unpacked().fields());
    out.append('{');
    for (int field = 0; field < fields.size(); field++) {
      if (field > 0) {
        out.append(',');
      }
      quote(fields.name(field));
      out.append(':');
      write(fields.value(field));
    }
    out.append('}');
  }

  private void quote(String text) {
    out.append('"');
    for (int from = 0; from < text.length(); from += window.length) {
      int length = Math.min(text.length() - from, window.length);
      text.getChars(from, from + length, window, 0);
      quote(text, from, length);
    }
    out.append('"');
  }

  /** What is in the window. */
  private void quote(String text, int from, int length) {
    int odd = oddFrom(0, length);
    if (odd == text.length()) {
      out.append(text);
      return;
    }
    int copied = 0;
    while (odd < length) {
      out.append(text, from + copied, from + odd);
      escape(text, from + odd);
      copied = odd + 1;
      odd = oddFrom(copied, length);
    }
    out.append(text, from + copied, from + length);
  }

  /** Where the next character is that may not be written as it is, or the end. */
  private int oddFrom(int from, int end) {
    int at = from;
    while (at < end && isPlain(window[at])) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20
        && c != '"'
        && c != '\\'
        && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
  }

  private void escape(String text, int at) {
    char c = text.charAt(at);
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < 0x20 || !inPair(text, at)) {
          out.append("\\u%04x".formatted((int) c));
        } else {
          out.append(c);
        }
      }
    }
  }

  // A lone surrogate cannot be encoded as UTF-8; as an escape it survives.
  private static boolean inPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
