package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Struct;
import java.util.Map;

/**
 * Objects of built-in types as Go writes them before anything is set: structs that are no pointers,
 * zeros that are not left out, nulls for the rest that must be there. Stateless.
 */
final class BlankObjects {
  private final Shapes shapes;

  BlankObjects(Shapes shapes) {
    this.shapes = shapes;
  }

  ObjectNode of(Shape shape) {
    ObjectNode blank = JsonNodeFactory.instance.objectNode();
    new Roundtrip(shapes).apply(blank, shape, "");
    fill(blank, shape);
    return blank;
  }

  private void fill(JsonNode value, Shape shape) {
    if (!(value instanceof ObjectNode object)
        || !(shapes.resolve(shape) instanceof Struct struct)) {
      return;
    }
    for (Map.Entry<String, Field> e : struct.fields().entrySet()) {
      boolean container =
          switch (shapes.resolve(e.getValue().shape())) {
            case Struct _, MapOf _, ListOf _ -> true;
            case Shape.Scalar _, Shape.Opaque _, Shape.Reference _ -> false;
          };
      if (object.has(e.getKey())) {
        fill(object.path(e.getKey()), e.getValue().shape());
      } else if (container && !e.getValue().omitted()) {
        object.putNull(e.getKey());
      }
    }
  }
}
