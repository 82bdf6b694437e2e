package io.windlass.core.model;

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
    return json instanceof Json.Text(String value) ? quoted(value) : JsonWriter.text(json);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2);
    quote(text, out);
    return out.toString();
  }

  /** Appends the canonical text of a text. */
  public static void quote(String text, StringBuilder out) {
    JsonWriter.quote(text, out);
  }
}
