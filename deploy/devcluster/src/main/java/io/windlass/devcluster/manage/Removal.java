package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import java.util.Map;
import java.util.Optional;

/**
 * An object without some of its fields. Stateless; the outcome shares its parts with the object.
 */
final class Removal {
  private Removal() {}

  /** Takes the fields of the set out; what loses all its parts becomes null. */
  static JsonNode remove(JsonNode value, FieldSet fields, FieldType type) {
    if (fields.isEmpty()) {
      return value;
    }
    return switch (FieldType.narrow(type, value)) {
      case MapType map -> fromMap(value, fields, map);
      case FieldType.Any any -> fromMap(value, fields, any.map());
      case ListType list -> fromList(value, fields, list);
      case FieldType.Scalar _ -> value;
    };
  }

  private static JsonNode fromMap(JsonNode value, FieldSet fields, MapType type) {
    ObjectNode left = JsonNodeFactory.instance.objectNode();
    if (!type.atomic()) {
      for (Map.Entry<String, JsonNode> e : value.properties()) {
        PathElement step = type.step(e.getKey());
        if (!fields.hasMember(step)) {
          FieldType field = type.at(e.getKey()).orElse(FieldType.untyped());
          left.set(e.getKey(), remove(e.getValue(), fields.below(step), field));
        }
      }
    }
    return left.isEmpty() ? NullNode.getInstance() : left;
  }

  private static JsonNode fromList(JsonNode value, FieldSet fields, ListType type) {
    ArrayNode left = JsonNodeFactory.instance.arrayNode();
    if (!type.atomic()) {
      for (JsonNode item : value) {
        PathElement step = ListElements.identity(item, type);
        if (!fields.hasMember(step)) {
          left.add(remove(item, fields.below(step), type.items()));
        }
      }
    }
    return left.isEmpty() ? NullNode.getInstance() : left;
  }

  /**
   * The set with every field in it that the type declares and that leads to another: who owns
   * {@code spec.replicas} owns {@code spec}, too, but nobody owns {@code labels} by owning a label.
   */
  static FieldSet withDeclared(FieldSet fields, FieldType type) {
    FieldSet.Builder all = new FieldSet.Builder();
    fields.forEachStep(
        (step, member, below) -> {
          boolean declared =
              step.isField() && map(type).filter(map -> map.declares(step.name())).isPresent();
          boolean leads = declared && !below.isEmpty();
          all.add(step, member || leads, withDeclared(below, typeBelow(type, step)));
        });
    return all.build();
  }

  private static Optional<MapType> map(FieldType type) {
    return switch (type) {
      case MapType map -> Optional.of(map);
      case FieldType.Any any -> Optional.of(any.map());
      case ListType _, FieldType.Scalar _ -> Optional.empty();
    };
  }

  private static FieldType typeBelow(FieldType type, PathElement step) {
    if (step.isField()) {
      return map(type).flatMap(map -> map.at(step.name())).orElse(FieldType.Any.SCALAR);
    }
    return step.isKey() && type instanceof ListType list ? list.items() : FieldType.Any.SCALAR;
  }
}
