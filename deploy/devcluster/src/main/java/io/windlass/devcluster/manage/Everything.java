package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import java.util.List;
import java.util.Map;

/** The fields of a value. Stateless; cost O(size of the value). */
final class Everything {
  private Everything() {}

  /** Every field below a value that is new or gone as a whole, containers included. */
  static FieldSet in(JsonNode value, FieldType type) {
    return switch (FieldType.narrow(type, value)) {
      case MapType map when value.isObject() && !map.atomic() -> fields(value, map);
      case ListType list when value.isArray() && !list.atomic() -> elements(value, list);
      case MapType _, ListType _, FieldType.Any _, FieldType.Scalar _ -> FieldSet.EMPTY;
    };
  }

  private static FieldSet fields(JsonNode object, MapType type) {
    FieldSet.Builder found = new FieldSet.Builder();
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      FieldType field = type.at(e.getKey()).orElse(FieldType.untyped());
      found.add(type.step(e.getKey()), true, in(e.getValue(), field));
    }
    return found.build();
  }

  private static FieldSet elements(JsonNode list, ListType type) {
    FieldSet.Builder found = new FieldSet.Builder();
    for (Map.Entry<PathElement, List<JsonNode>> e :
        ListElements.byIdentity(list, type).entrySet()) {
      boolean repeated = e.getValue().size() > 1;
      FieldSet below = repeated ? FieldSet.EMPTY : in(e.getValue().getFirst(), type.items());
      found.add(e.getKey(), true, below);
    }
    return found.build();
  }

  /**
   * The fields that somebody states who lists a value: leaves, keys of maps and elements, but no
   * field that only leads to others.
   */
  static FieldSet stated(JsonNode value, FieldType type) {
    return switch (FieldType.narrow(type, value)) {
      case MapType map when value.isObject() && !map.atomic() -> statedFields(value, map);
      case ListType list when value.isArray() && !list.atomic() -> statedElements(value, list);
      case MapType _, ListType _, FieldType.Any _, FieldType.Scalar _ -> FieldSet.EMPTY;
    };
  }

  private static FieldSet statedFields(JsonNode object, MapType type) {
    FieldSet.Builder found = new FieldSet.Builder();
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      JsonNode value = e.getValue();
      FieldType field = type.at(e.getKey()).orElse(FieldType.untyped());
      boolean empty = value.isNull() || (value.isObject() && value.isEmpty());
      boolean member = empty || !type.declares(e.getKey()) || isLeaf(value, field);
      found.add(type.step(e.getKey()), member, stated(value, field));
    }
    return found.build();
  }

  private static boolean isLeaf(JsonNode value, FieldType type) {
    return switch (FieldType.narrow(type, value)) {
      case MapType map -> map.atomic();
      case ListType list -> list.atomic();
      case FieldType.Any any -> any.map().atomic();
      case FieldType.Scalar _ -> true;
    };
  }

  private static FieldSet statedElements(JsonNode list, ListType type) {
    FieldSet.Builder found = new FieldSet.Builder();
    for (Map.Entry<PathElement, List<JsonNode>> e :
        ListElements.byIdentity(list, type).entrySet()) {
      boolean repeated = e.getValue().size() > 1;
      FieldSet below = repeated ? FieldSet.EMPTY : stated(e.getValue().getFirst(), type.items());
      found.add(e.getKey(), true, below);
    }
    return found.build();
  }
}
