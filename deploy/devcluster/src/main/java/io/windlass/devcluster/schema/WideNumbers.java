package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import io.windlass.devcluster.schema.Shape.Struct;
import java.util.Map;

/**
 * Whole numbers of 64 bits in fields of 32: where an object is converted and not decoded, as after
 * server-side apply, Go keeps the lower half of them. Stateless; cost O(size of the object).
 */
final class WideNumbers {
  private final Shapes shapes;

  WideNumbers(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Cuts them off in place. */
  void visit(JsonNode value, Shape shape) {
    switch (shapes.resolve(shape)) {
      case Struct struct when value instanceof ObjectNode object -> {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
          Field field = struct.fields().get(entry.getKey());
          if (field != null) {
            entry.setValue(cut(entry.getValue(), field.shape()));
          }
        }
      }
      case MapOf map when value instanceof ObjectNode object ->
          object.properties().forEach(e -> e.setValue(cut(e.getValue(), map.value())));
      case ListOf list when value instanceof ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          array.set(i, cut(array.get(i), list.item()));
        }
      }
      case Struct _, MapOf _, ListOf _, Scalar _, Opaque _, Reference _ -> {}
    }
  }

  private JsonNode cut(JsonNode value, Shape shape) {
    if (shapes.resolve(shape) instanceof Scalar scalar) {
      boolean wide = value.canConvertToLong() && !value.canConvertToInt();
      return scalar.kind() == ScalarKind.INT32 && value.isIntegralNumber() && wide
          ? IntNode.valueOf((int) value.asLong())
          : value;
    }
    visit(value, shape);
    return value;
  }
}
