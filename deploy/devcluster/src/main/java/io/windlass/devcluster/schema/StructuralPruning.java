package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Drops what a custom resource's schema does not state, except below a mark that preserves it.
 * Stateless; cost O(size of the object).
 */
final class StructuralPruning {
  private static final Set<String> META = Set.of("apiVersion", "kind", "metadata");

  private final List<String> dropped = new ArrayList<>();

  private StructuralPruning() {}

  /** Prunes a whole object; returns the paths of what was dropped, in order. */
  static List<String> prune(ObjectNode object, StructuralSchema schema) {
    StructuralPruning pruning = new StructuralPruning();
    pruning.fields(object, schema, "", true);
    Collections.sort(pruning.dropped);
    return pruning.dropped;
  }

  /** Prunes a value that is no object of its own; returns the paths of what was dropped. */
  static List<String> pruneValue(JsonNode value, StructuralSchema schema) {
    StructuralPruning pruning = new StructuralPruning();
    pruning.value(value, Optional.of(schema), "");
    return pruning.dropped;
  }

  private void value(JsonNode value, Optional<StructuralSchema> schema, String path) {
    if (value instanceof ObjectNode object) {
      if (schema.isEmpty()) {
        object.fieldNames().forEachRemaining(name -> dropped.add(path + "." + name));
        object.removeAll();
      } else {
        fields(object, schema.get(), path, schema.get().marks().embeddedResource());
      }
    } else {
      elements(value, schema, path);
    }
  }

  private void elements(JsonNode value, Optional<StructuralSchema> schema, String path) {
    boolean preserved = schema.isPresent() && schema.get().marks().preservesUnknown();
    Optional<StructuralSchema> items = schema.flatMap(s -> s.children().items());
    if (!value.isArray() || (preserved && items.isEmpty())) {
      return;
    }
    for (int i = 0; i < value.size(); i++) {
      value(value.get(i), items, path + "[" + i + "]");
    }
  }

  private void fields(ObjectNode object, StructuralSchema schema, String path, boolean resource) {
    for (Iterator<Map.Entry<String, JsonNode>> it = object.properties().iterator();
        it.hasNext(); ) {
      Map.Entry<String, JsonNode> entry = it.next();
      String name = entry.getKey();
      String field = path.isEmpty() ? name : path + "." + name;
      if (resource && META.contains(name)) {
        continue;
      }
      Optional<StructuralSchema> child = schema.children().at(name);
      if (child.isPresent()) {
        value(entry.getValue(), child, field);
      } else if (!schema.marks().preservesUnknown()) {
        dropped.add(field);
        it.remove();
      }
    }
  }
}
