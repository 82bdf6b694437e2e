package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.Struct;
import io.windlass.devcluster.schema.Shape.Zero;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Decoding into Go types and encoding again, on a JSON tree: fields that the type does not have are
 * dropped and reported, nulls and empty lists vanish, fields that are always written appear. The
 * object must have no decode fault. Stateless; cost O(size of the object).
 */
final class Roundtrip {
  private final Shapes shapes;

  Roundtrip(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Changes the object; returns {@code unknown field "spec.foo"} for each that was dropped. */
  List<String> apply(ObjectNode object, Shape shape, String path) {
    List<String> unknown = new ArrayList<>();
    visit(object, shape, path, unknown);
    return unknown;
  }

  private void visit(JsonNode value, Shape shape, String path, List<String> unknown) {
    switch (shapes.resolve(shape)) {
      case Struct struct when value instanceof ObjectNode object ->
          struct(object, struct, path, unknown);
      case MapOf map when value instanceof ObjectNode object -> map(object, map, path, unknown);
      case ListOf list when value instanceof ArrayNode array -> list(array, list, path, unknown);
      case Struct _, MapOf _, ListOf _, Scalar _, Opaque _, Reference _ -> {}
    }
  }

  private void struct(ObjectNode object, Struct struct, String path, List<String> unknown) {
    for (Iterator<Map.Entry<String, JsonNode>> it = object.properties().iterator();
        it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      String fieldPath = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
      Field field = struct.fields().get(entry.getKey());
      if (field == null) {
        unknown.add("unknown field \"%s\"".formatted(fieldPath));
        it.remove();
      } else {
        entry.setValue(written(entry.getValue(), field.shape()));
        visit(entry.getValue(), field.shape(), fieldPath, unknown);
        if (vanishes(entry.getValue(), field) && !meant(entry)) {
          it.remove();
        }
      }
    }
    struct.written().forEach((name, zero) -> write(object, name, zero));
  }

  private void write(ObjectNode object, String name, Zero zero) {
    if (!object.has(name)) {
      JsonNode written = zero.value().deepCopy();
      object.set(name, written);
      visit(written, zero.shape(), name, new ArrayList<>());
    }
  }

  private boolean vanishes(JsonNode value, Field field) {
    return value.isNull() || (field.omitted() && isZero(value, field.shape()));
  }

  // None of these lists is not the same as an empty one, which is refused.
  private static boolean meant(Map.Entry<String, JsonNode> entry) {
    return entry.getKey().equals("policies") && entry.getValue().isArray();
  }

  private boolean isZero(JsonNode value, Shape shape) {
    return switch (shapes.resolve(shape)) {
      case MapOf _, ListOf _ -> value.isEmpty();
      case Scalar _ when value.isTextual() -> value.asText().isEmpty();
      case Scalar _ when value.isNumber() -> value.decimalValue().signum() == 0;
      case Scalar _ -> value.isBoolean() && !value.asBoolean();
      case Struct _, Opaque _, Reference _ -> false;
    };
  }

  private void map(ObjectNode object, MapOf map, String path, List<String> unknown) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode value = orZero(entry.getValue(), map.value());
      entry.setValue(written(value, map.value()));
      visit(entry.getValue(), map.value(), path + "." + entry.getKey(), unknown);
    }
  }

  private void list(ArrayNode array, ListOf list, String path, List<String> unknown) {
    for (int i = 0; i < array.size(); i++) {
      array.set(i, written(orZero(array.get(i), list.item()), list.item()));
      visit(array.get(i), list.item(), path + "[" + i + "]", unknown);
    }
  }

  // There is one way in which the server writes an amount or a moment.
  private JsonNode written(JsonNode value, Shape shape) {
    if (!(shapes.resolve(shape) instanceof Scalar scalar) || value.isNull()) {
      return value;
    }
    return switch (scalar.kind()) {
      case QUANTITY ->
          Quantity.of(value).<JsonNode>map(q -> TextNode.valueOf(q.canonical())).orElse(value);
      case TIME -> TextNode.valueOf(Times.canonical(value.asText(), false));
      case MICRO_TIME -> TextNode.valueOf(Times.canonical(value.asText(), true));
      case STRING, INT32, INT64, DOUBLE, BOOL, BYTES, INT_OR_STRING -> value;
    };
  }

  // In a map or a list Go has a zero value where JSON has a null.
  private JsonNode orZero(JsonNode value, Shape shape) {
    if (!value.isNull()) {
      return value;
    }
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (shapes.resolve(shape)) {
      case Struct _ -> nodes.objectNode();
      case Scalar scalar ->
          switch (scalar.kind()) {
            case STRING, BYTES -> nodes.textNode("");
            case INT32, INT64, DOUBLE, INT_OR_STRING -> nodes.numberNode(0);
            case BOOL -> nodes.booleanNode(false);
            case QUANTITY -> nodes.textNode("0");
            case TIME, MICRO_TIME -> value;
          };
      case MapOf _, ListOf _, Opaque _, Reference _ -> value;
    };
  }
}
