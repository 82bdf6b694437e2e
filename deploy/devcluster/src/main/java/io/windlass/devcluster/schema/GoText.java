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
}
