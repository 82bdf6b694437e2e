package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.StructuralSchema.Marks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code x-kubernetes-list-type} promises: sets and maps hold each element once. Stateless.
 */
final class ListTypes {
  private ListTypes() {}

  /** A fault for the second appearance of each element that appears more than once. */
  static List<Cause> validate(JsonNode object, StructuralSchema schema) {
    List<Cause> faults = new ArrayList<>();
    visit(object, schema, "", faults);
    return faults;
  }

  /** The element of an older list that is this one by key, or a missing node. */
  static JsonNode correlated(JsonNode element, JsonNode older, Marks marks) {
    if (marks.listType().equals("map") && element.isObject()) {
      ObjectNode key = key(element, marks);
      for (JsonNode candidate : older) {
        if (candidate.isObject() && key(candidate, marks).equals(key)) {
          return candidate;
        }
      }
    }
    return MissingNode.getInstance();
  }

  private static void visit(
      JsonNode value, StructuralSchema schema, String path, List<Cause> faults) {
    if (value.isArray()) {
      switch (schema.marks().listType()) {
        case "set" -> repeated(value.valueStream().toList(), path, faults);
        case "map" -> mapList(value, schema.marks(), path, faults);
        default -> {}
      }
      for (int i = 0; i < value.size(); i++) {
        String element = path + "[" + i + "]";
        JsonNode item = value.get(i);
        schema.children().items().ifPresent(items -> visit(item, items, element, faults));
      }
    }
    for (Map.Entry<String, JsonNode> e : value.properties()) {
      StructuralSchema property = schema.children().properties().get(e.getKey());
      String field = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
      if (property != null) {
        visit(e.getValue(), property, field, faults);
      } else {
        String key = path + "[" + e.getKey() + "]";
        schema.children().additional().ifPresent(s -> visit(e.getValue(), s, key, faults));
      }
    }
  }

  private static void mapList(JsonNode list, Marks marks, String path, List<Cause> faults) {
    for (int i = 0; i < list.size(); i++) {
      if (!list.get(i).isObject() && !list.get(i).isNull()) {
        String detail = "must be an object for an array of list-type map";
        faults.add(Faults.invalid(path + "[" + i + "]", list.get(i), detail));
        return;
      }
    }
    repeated(list.valueStream().<JsonNode>map(e -> key(e, marks)).toList(), path, faults);
  }

  private static ObjectNode key(JsonNode element, Marks marks) {
    ObjectNode key = JsonNodeFactory.instance.objectNode();
    for (String name : marks.mapKeys()) {
      if (element.has(name)) {
        key.set(name, element.get(name));
      }
    }
    return key;
  }

  private static void repeated(List<JsonNode> elements, String path, List<Cause> faults) {
    Map<JsonNode, Integer> seen = new HashMap<>();
    for (int i = 0; i < elements.size(); i++) {
      if (seen.merge(elements.get(i), 1, Integer::sum) == 2) {
        faults.add(Faults.duplicate(path + "[" + i + "]", elements.get(i)));
      }
    }
  }
}
