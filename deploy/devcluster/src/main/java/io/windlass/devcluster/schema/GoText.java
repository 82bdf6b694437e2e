package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON values as Go prints them, which is how the API server's messages show them. Stateless. */
public final class GoText {
  private GoText() {}

  /** As {@code %v}: {@code map[a:1 b:[x y]]}, keys in order. */
  public static String of(JsonNode value) {
    if (value.isObject()) {
      return value
          .propertyStream()
          .sorted(Map.Entry.comparingByKey())
          .map(e -> e.getKey() + ":" + of(e.getValue()))
          .collect(Collectors.joining(" ", "map[", "]"));
    }
    if (value.isArray()) {
      return value.valueStream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
    }
    return value.isNull() ? "<nil>" : value.asText();
  }

  /** As {@code %T} of a decoded JSON value: {@code string}, {@code []interface {}}. */
  public static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case STRING, BINARY -> "string";
      case NUMBER -> value.isIntegralNumber() ? "int64" : "float64";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "<nil>";
    };
  }

  /** As {@code %q}. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static String escaped(int codePoint) {
    return switch (codePoint) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          codePoint < 0x20 || codePoint == 0x7f
              ? "\\x%02x".formatted(codePoint)
              : Character.toString(codePoint);
    };
  }

  /**
   * As a fault shows the value that it is about: {@code "x"}, {@code 5}, {@code []interface {}}.
   */
  public static String literal(JsonNode value) {
    if (value.isObject()) {
      return value
          .propertyStream()
          .sorted(Map.Entry.comparingByKey())
          .map(e -> quoted(e.getKey()) + ":" + literal(e.getValue()))
          .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
    }
    if (value.isArray()) {
      return value
          .valueStream()
          .map(GoText::literal)
          .collect(Collectors.joining(", ", "[]interface {}{", "}"));
    }
    return value.isTextual() ? quoted(value.asText()) : value.asText();
  }
}
