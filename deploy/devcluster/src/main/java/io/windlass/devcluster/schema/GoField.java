package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import java.util.Optional;

/**
 * What the Go declaration of a scalar field says and OpenAPI does not: whether it is a pointer, and
 * whether its zero is left out of JSON.
 *
 * @param type the Go type without its star, for example {@code PodPhase}
 */
record GoField(String type, boolean pointer, boolean omitEmpty) {

  /** Reads {@code *int32} or {@code bool,omitempty}. */
  static GoField parse(String declared) {
    int comma = declared.indexOf(',');
    String type = comma < 0 ? declared : declared.substring(0, comma);
    boolean pointer = type.startsWith("*");
    return new GoField(pointer ? type.substring(1) : type, pointer, comma >= 0);
  }

  /** The type as decoding errors print it, for a field of a schema in this package. */
  String shown(ScalarKind kind, String packageName) {
    boolean named = kind == ScalarKind.STRING && !type.equals("string");
    if (!named) {
      return kind.goType();
    }
    return type.contains(".") ? type : packageName + "." + type;
  }

  /** Whether a zero that somebody writes is left out. */
  boolean omitsZero(ScalarKind kind) {
    return omitEmpty && !pointer && !isStruct(kind);
  }

  /** What is written where the field is absent, if anything is. */
  Optional<JsonNode> written(ScalarKind kind, JsonNode schemaDefault) {
    if (pointer || (omitEmpty && !isStruct(kind))) {
      return Optional.empty();
    }
    return switch (kind) {
      case TIME, MICRO_TIME -> Optional.of(NullNode.getInstance());
      case QUANTITY -> Optional.of(TextNode.valueOf("0"));
      case INT_OR_STRING -> Optional.of(IntNode.valueOf(0));
      case STRING, INT32, INT64, DOUBLE, BOOL, BYTES ->
          Optional.of(schemaDefault).filter(value -> !value.isMissingNode());
    };
  }

  // Go leaves no struct out, whatever its tag says.
  private static boolean isStruct(ScalarKind kind) {
    return switch (kind) {
      case TIME, MICRO_TIME, QUANTITY, INT_OR_STRING -> true;
      case STRING, INT32, INT64, DOUBLE, BOOL, BYTES -> false;
    };
  }
}
