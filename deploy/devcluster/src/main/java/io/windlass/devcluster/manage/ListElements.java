package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the elements of lists that are owned by element. Stateless. */
final class ListElements {
  private ListElements() {}

  /** An element that has no identity, with the server's words for why. */
  static final class Unidentified extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unidentified(String message) {
      super(message, null, false, false);
    }
  }

  /** The elements by identity, in order; several under one if the list repeats itself. */
  static Map<PathElement, List<JsonNode>> byIdentity(JsonNode list, ListType type) {
    Map<PathElement, List<JsonNode>> found = LinkedHashMap.newLinkedHashMap(list.size());
    for (JsonNode item : list) {
      found.computeIfAbsent(identity(item, type), step -> new ArrayList<>(1)).add(item);
    }
    return found;
  }

  /** How FieldsV1 names an element; throws {@link Unidentified}. */
  static PathElement identity(JsonNode item, ListType type) {
    if (type.keys().isEmpty()) {
      return ofSet(item);
    }
    if (!item.isObject()) {
      throw new Unidentified(
          "associative list with keys may not have "
              + (item.isNull() ? "a null element" : "non-map elements"));
    }
    ObjectNode keys = JsonNodeFactory.instance.objectNode();
    type.keys().stream().sorted().forEach(key -> keys.set(key, key(item, key, type)));
    return PathElement.keys(keys);
  }

  private static PathElement ofSet(JsonNode item) {
    switch (item.getNodeType()) {
      case OBJECT ->
          throw new Unidentified("associative list without keys has an element that's a map type");
      case ARRAY ->
          throw new Unidentified("not supported: associative list with lists as elements");
      case NULL ->
          throw new Unidentified(
              "associative list without keys has an element that's an explicit null");
      default -> {}
    }
    return PathElement.value(item);
  }

  private static JsonNode key(JsonNode item, String key, ListType type) {
    JsonNode stated = item.path(key);
    JsonNode value =
        stated.isMissingNode() && type.items() instanceof MapType map ? map.defaultOf(key) : stated;
    if (value.isMissingNode()) {
      throw new Unidentified(
          "associative list with keys has an element that omits key field \"%s\" (and doesn't have default value)"
              .formatted(key));
    }
    return value;
  }
}
