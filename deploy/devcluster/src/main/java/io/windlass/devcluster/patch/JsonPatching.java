package io.windlass.devcluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * JSON patch as the API server carries it out, which is more lenient than RFC 6902: a missing value
 * is a null, a field that is not there can be replaced, an index may count from the end. Changes
 * the document that it is given. Used once.
 */
final class JsonPatching {
  private final ObjectNode document;

  JsonPatching(ObjectNode document) {
    this.document = document;
  }

  /** An operation that does not apply. */
  static final class Inapplicable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inapplicable(String why) {
      super(why, null, false, false);
    }
  }

  /** Carries out one operation; throws {@link Inapplicable}. */
  void apply(JsonNode operation) {
    Target path = target(operation, "path");
    JsonNode value = operation.path("value");
    JsonNode given = value.isMissingNode() ? NullNode.getInstance() : value.deepCopy();
    switch (operation.path("op").asText()) {
      case "add" -> path.add(given);
      case "replace" -> {
        path.get();
        path.set(given);
      }
      case "remove" -> path.remove();
      case "test" -> test(path.get(), given);
      case "copy" -> path.add(target(operation, "from").get().deepCopy());
      case "move" -> {
        Target from = target(operation, "from");
        JsonNode moved = from.get();
        from.remove();
        target(operation, "path").add(moved);
      }
      default -> throw new Inapplicable("unexpected kind: " + operation.path("op"));
    }
  }

  private static void test(JsonNode found, JsonNode wanted) {
    if (!Documents.same(found, wanted)) {
      throw new Inapplicable("testing value failed");
    }
  }

  private Target target(JsonNode operation, String field) {
    JsonNode pointer = operation.path(field);
    if (!pointer.isTextual()) {
      throw new Inapplicable("operation without " + field);
    }
    List<String> keys =
        Stream.of(pointer.asText().split("/", -1))
            .skip(1)
            .map(key -> key.replace("~1", "/").replace("~0", "~"))
            .toList();
    if (keys.isEmpty()) {
      throw new Inapplicable("no path: " + pointer);
    }
    JsonNode parent = document;
    for (String key : keys.subList(0, keys.size() - 1)) {
      parent = new Target(parent, key).get();
    }
    if (!parent.isContainerNode()) {
      throw new Inapplicable("missing path: " + pointer);
    }
    return new Target(parent, keys.getLast());
  }

  /** A field of an object or a place in an array. */
  private record Target(JsonNode parent, String key) {
    JsonNode get() {
      return switch (parent) {
        case ObjectNode object ->
            Optional.ofNullable(object.get(key)).orElse(NullNode.getInstance());
        case ArrayNode array -> array.get(index(array.size(), array.size() - 1));
        default -> throw new Inapplicable("missing path at " + key);
      };
    }

    void set(JsonNode value) {
      if (parent instanceof ArrayNode array) {
        array.set(index(array.size(), array.size() - 1), value);
      } else {
        ((ObjectNode) parent).set(key, value);
      }
    }

    void add(JsonNode value) {
      switch (parent) {
        case ArrayNode array when key.equals("-") -> array.add(value);
        case ArrayNode array -> array.insert(index(array.size(), array.size()), value);
        case ObjectNode object -> object.set(key, value);
        default -> throw new Inapplicable("missing path at " + key);
      }
    }

    void remove() {
      switch (parent) {
        case ArrayNode array -> array.remove(index(array.size(), array.size() - 1));
        case ObjectNode object when object.has(key) -> object.remove(key);
        default -> throw new Inapplicable("nothing to remove at " + key);
      }
    }

    private int index(int size, int last) {
      try {
        int stated = Integer.parseInt(key);
        int index = stated < 0 ? stated + size : stated;
        if (index >= 0 && index <= last) {
          return index;
        }
      } catch (NumberFormatException e) {
        throw new Inapplicable("no index: " + key);
      }
      throw new Inapplicable("index out of bounds: " + key);
    }
  }
}
