package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.Struct;
import io.windlass.devcluster.schema.Shape.Zero;
import java.util.Map;

/**
 * What becomes of empty lists in a store that cannot tell them from none: those that Go types leave
 * out when they are empty have gone already, and those that are always written come back as null.
 * Stateless; cost O(size of the object).
 */
final class Settling {
  private final Shapes shapes;

  Settling(Shapes shapes) {
    this.shapes = shapes;
  }

  void visit(JsonNode value, Shape shape) {
    switch (shapes.resolve(shape)) {
      case Struct struct when value instanceof ObjectNode object -> struct(object, struct);
      case ListOf list when value instanceof ArrayNode array ->
          array.forEach(item -> visit(item, list.item()));
      case Struct _, MapOf _, ListOf _, Scalar _, Opaque _, Reference _ -> {}
    }
  }

  private void struct(ObjectNode object, Struct struct) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = entry.getValue();
      if (value.isContainerNode() && !value.isEmpty()) {
        Field field = struct.fields().get(entry.getKey());
        if (field != null) {
          visit(value, field.shape());
        }
      }
    }
    for (Map.Entry<String, Zero> written : struct.written().entrySet()) {
      JsonNode value = object.path(written.getKey());
      if (value.isArray() && value.isEmpty() && written.getValue().value().isNull()) {
        object.set(written.getKey(), written.getValue().value());
      }
    }
  }
}
