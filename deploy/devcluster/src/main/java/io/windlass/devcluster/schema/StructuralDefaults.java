package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in the defaults that a custom resource's schema states, the outer ones first, and drops
 * nulls where the schema allows none. Stateless; cost O(size of the object and its defaults).
 */
final class StructuralDefaults {
  private StructuralDefaults() {}

  static void apply(JsonNode value, StructuralSchema schema) {
    if (value instanceof ObjectNode object) {
      dropNulls(object, schema);
      schema.children().properties().forEach((name, child) -> fill(object, name, child));
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        schema.children().at(entry.getKey()).ifPresent(child -> apply(entry.getValue(), child));
      }
    } else if (value instanceof ArrayNode array) {
      schema.children().items().ifPresent(items -> elements(array, items));
    }
  }

  private static void dropNulls(ObjectNode object, StructuralSchema schema) {
    for (Iterator<Map.Entry<String, JsonNode>> it = object.properties().iterator();
        it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      Optional<StructuralSchema> child = schema.children().at(entry.getKey());
      if (child.isPresent() && child.get().refusesNull(entry.getValue())) {
        if (child.get().hasDefault()) {
          entry.setValue(child.get().stated().defaultValue().deepCopy());
        } else {
          it.remove();
        }
      }
    }
  }

  private static void fill(ObjectNode object, String name, StructuralSchema child) {
    if (child.hasDefault() && !object.has(name)) {
      object.set(name, child.stated().defaultValue().deepCopy());
    }
  }

  private static void elements(ArrayNode array, StructuralSchema items) {
    for (int i = 0; i < array.size(); i++) {
      if (items.refusesNull(array.get(i)) && items.hasDefault()) {
        array.set(i, items.stated().defaultValue().deepCopy());
      }
      apply(array.get(i), items);
    }
  }
}
