package io.windlass.core.model;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as text: the canonical writer, and a reader for the small documents that annotations hold
 * (RFC 8259; documents from the wire are read by the adapters). Stateless; cost O(length).
 */
public final class JsonText {
  private JsonText() {}

  /**
   * Reads one document.
   *
   * @throws IllegalArgumentException with the position, if the text is not JSON, is nested deeper
   *     than {@value JsonReader#MAX_DEPTH}, names a field twice, or has a number that no type of
   *     the API can hold
   */
  public static Json parse(String text) {
    return new JsonReader(text).document();
  }

  /** Reads one document; empty if the text is not JSON. */
  public static Optional<Json> tryParse(String text) {
    try {
      return Optional.of(parse(text));
    } catch (IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /**
   * The canonical text: no white space, fields in ascending order, whole numbers without exponent,
   * only the escapes that JSON requires. Equal documents have equal texts.
   */
  public static String canonical(Json json) {
    StringBuilder out = new StringBuilder();
    write(json, out);
    return out.toString();
  }

  private static void write(Json json, StringBuilder out) {
    switch (json) {
      case Json.Null() -> out.append("null");
      case Json.Bool(boolean value) -> out.append(value);
      case Json.Num number -> out.append(number.value().toPlainString());
      case Json.Text(String value) -> quote(value, out);
      case Json.Arr array -> writeItems(array, out);
      case Json.Obj object -> writeFields(object, out);
    }
  }

  private static void writeItems(Json.Arr array, StringBuilder out) {
    String separator = "[";
    for (Json item : array.items()) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(array.items().isEmpty() ? "[]" : "]");
  }

  private static void writeFields(Json.Obj object, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, Json>> fields = object.fields().entrySet().iterator();
    while (fields.hasNext()) {
      Map.Entry<String, Json> field = fields.next();
      quote(field.getKey(), out);
      out.append(':');
      write(field.getValue(), out);
      if (fields.hasNext()) {
        out.append(',');
      }
    }
    out.append('}');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    int plain = plainLength(text);
    out.append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !inPair(text, i))) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** How many characters at the beginning are written as they are. */
  private static int plainLength(String text) {
    int end = 0;
    while (end < text.length() && isPlain(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPlain(char c) {
    return c >= 0x20 && c != '"' && c != '\\' && !Character.isSurrogate(c);
  }

  // A lone surrogate cannot be encoded as UTF-8; as an escape it survives.
  private static boolean inPair(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
