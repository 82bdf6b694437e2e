package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;

/** Fills fields that an object leaves open. Stateless. */
final class Fill {
  private Fill() {}

  static void text(ObjectNode object, String field, String value) {
    if (isOpen(object.path(field))) {
      object.put(field, value);
    }
  }

  /** For a field that is written as null if nothing is said. */
  static void nothing(ObjectNode object, String field) {
    if (!object.has(field)) {
      object.putNull(field);
    }
  }

  /** For a text that may be empty. */
  static void whole(ObjectNode object, String field, String value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  static void number(ObjectNode object, String field, int value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  /** For a number of which zero means "not said". */
  static void positive(ObjectNode object, String field, int value) {
    if (object.path(field).asLong() == 0) {
      object.put(field, value);
    }
  }

  static void flag(ObjectNode object, String field, boolean value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  static void object(ObjectNode object, String field) {
    if (!object.has(field)) {
      object.putObject(field);
    }
  }

  /** Visits the object under a field, if there is one. */
  static void in(JsonNode object, String field, Consumer<ObjectNode> visitor) {
    if (object.path(field) instanceof ObjectNode child) {
      visitor.accept(child);
    }
  }

  /** Visits the objects of the lists under these fields. */
  static void each(JsonNode object, List<String> fields, Consumer<ObjectNode> visitor) {
    for (String field : fields) {
      for (JsonNode element : object.path(field)) {
        if (element instanceof ObjectNode child) {
          visitor.accept(child);
        }
      }
    }
  }

  static void each(JsonNode object, String field, Consumer<ObjectNode> visitor) {
    each(object, List.of(field), visitor);
  }

  private static boolean isOpen(JsonNode value) {
    return value.isMissingNode() || (value.isTextual() && value.asText().isEmpty());
  }
}
