package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Struct;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Strategic merge of a patch into an object of a built-in type, as the API server does it: lists
 * merge by key where the type says so, and directives in the patch delete, replace, order and
 * retain. Stateless and thread-safe. Cost O(fields of the patch + elements of the touched lists
 * squared).
 *
 * <p>A patch that breaks the rules of its format is a 400; one that names a field which the type
 * does not have inside an existing object is a 500, because that is what the API server answers.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/">
 *     Update API objects in place using kubectl patch</a>
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_PRIMITIVES = "$deleteFromPrimitiveList/";
  private static final String ELEMENT_ORDER = "$setElementOrder/";

  private final Shapes shapes;

  StrategicMerge(Shapes shapes) {
    this.shapes = shapes;
  }

  /** The merged object; neither argument is changed. */
  ObjectNode merge(ObjectNode original, ObjectNode patch, Shape shape) {
    return mergeObjects(original.deepCopy(), patch.deepCopy(), shapes.resolve(shape));
  }

  private ObjectNode mergeObjects(ObjectNode original, ObjectNode patch, Shape shape) {
    if (patch.has(DIRECTIVE)) {
      return directed(patch);
    }
    retainKeys(original, patch);
    mergeOrderedLists(original, patch, shape);
    for (Map.Entry<String, JsonNode> entry : List.copyOf(patch.properties())) {
      mergeField(original, entry.getKey(), entry.getValue(), shape);
    }
    return original;
  }

  private static ObjectNode directed(ObjectNode patch) {
    return switch (patch.path(DIRECTIVE).asText()) {
      case "replace" -> {
        patch.remove(DIRECTIVE);
        yield patch;
      }
      case "delete" -> JsonNodeFactory.instance.objectNode();
      default -> throw unknownDirective(patch);
    };
  }

  private static void retainKeys(ObjectNode original, ObjectNode patch) {
    JsonNode retained = patch.remove(RETAIN_KEYS);
    if (retained == null) {
      return;
    }
    Set<String> keys = new HashSet<>();
    if (!retained.isArray()) {
      throw badFormat("invalid patch format of retainKeys");
    }
    retained.forEach(key -> keys.add(key.asText()));
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String key = entry.getKey();
      boolean directive = key.startsWith(DELETE_PRIMITIVES) || key.startsWith(ELEMENT_ORDER);
      if (!entry.getValue().isNull() && !directive && !keys.contains(key)) {
        throw badFormat("invalid patch format of retainKeys");
      }
    }
    original.retain(keys);
  }

  private void mergeField(ObjectNode original, String patchKey, JsonNode patched, Shape shape) {
    boolean deletion = patchKey.startsWith(DELETE_PRIMITIVES);
    String key = deletion ? patchKey.substring(DELETE_PRIMITIVES.length()) : patchKey;
    if (patched.isNull()) {
      original.remove(key);
      return;
    }
    JsonNode current = original.get(key);
    if (current instanceof ObjectNode from && patched instanceof ObjectNode change) {
      original.set(key, mergeStructs(from, change, field(shape, key)));
    } else if (current instanceof ArrayNode from && patched instanceof ArrayNode change) {
      original.set(key, mergeLists(from, change, field(shape, key), deletion));
    } else if (!deletion) {
      put(original, key, patched);
    }
  }

  private static void put(ObjectNode original, String key, JsonNode patched) {
    dropNulls(patched);
    if (isDirective(patched)) {
      original.remove(key);
    } else {
      original.set(key, withoutDirectives(patched));
    }
  }

  private ObjectNode mergeStructs(ObjectNode original, ObjectNode patch, Field field) {
    return field.replaces() ? patch : mergeObjects(original, patch, shapes.resolve(field.shape()));
  }

  private ArrayNode mergeLists(ArrayNode original, ArrayNode patch, Field field, boolean deletion) {
    if (!field.merges() && !deletion) {
      return patch;
    }
    if (original.isEmpty() && patch.isEmpty()) {
      return original;
    }
    if (!MergeLists.holdsObjects(original, patch)) {
      return deletion
          ? MergeLists.without(original, patch)
          : MergeLists.ordered(MergeLists.union(original, patch), patch, original, "");
    }
    if (field.mergeKey().isEmpty()) {
      throw failed("cannot merge lists without merge key for struct");
    }
    return mergeByKey(original, patch, field);
  }

  private ArrayNode mergeByKey(ArrayNode original, ArrayNode patch, Field field) {
    String mergeKey = field.mergeKey();
    List<ObjectNode> plain = new ArrayList<>();
    boolean replace = false;
    ArrayNode kept = original;
    for (JsonNode element : patch) {
      switch (element.path(DIRECTIVE).asText()) {
        case "" -> plain.add((ObjectNode) element);
        case "delete" -> kept = MergeLists.withoutKey(kept, element, mergeKey);
        case "replace" -> replace = true;
        case "merge" -> throw failed("merging lists cannot yet be specified in the patch");
        default -> throw unknownDirective(element);
      }
    }
    ArrayNode change = JsonNodeFactory.instance.arrayNode().addAll(plain);
    if (replace) {
      return change;
    }
    ArrayNode merged = mergeElements(kept, plain, field);
    return MergeLists.ordered(merged, change, kept, mergeKey);
  }

  private ArrayNode mergeElements(ArrayNode original, List<ObjectNode> patch, Field field) {
    ArrayNode merged = original.deepCopy();
    Shape item = item(field);
    for (ObjectNode element : patch) {
      int at =
          MergeLists.indexByKey(
              merged, MergeLists.key(element, field.mergeKey()), field.mergeKey());
      if (at < 0) {
        merged.add(element);
      } else {
        merged.set(at, mergeObjects((ObjectNode) merged.get(at), element.deepCopy(), item));
      }
    }
    return merged;
  }

  /** Lists with an order directive: merged first, then put in the order that the patch gives. */
  private void mergeOrderedLists(ObjectNode original, ObjectNode patch, Shape shape) {
    for (Map.Entry<String, JsonNode> entry : List.copyOf(patch.properties())) {
      if (entry.getKey().startsWith(ELEMENT_ORDER)) {
        patch.remove(entry.getKey());
        String key = entry.getKey().substring(ELEMENT_ORDER.length());
        mergeOrdered(original, patch, key, field(shape, key), order(entry.getValue()));
      }
    }
  }

  private void mergeOrdered(
      ObjectNode original, ObjectNode patch, String key, Field field, ArrayNode order) {
    JsonNode current = original.get(key);
    JsonNode change = patch.remove(key);
    if (change instanceof ArrayNode list) {
      MergeLists.requireOrder(list, order, field.mergeKey());
    }
    ArrayNode merged;
    if (change == null || change.isNull()) {
      merged = current instanceof ArrayNode list ? list : null;
    } else if (!(change instanceof ArrayNode list)) {
      throw notList(change);
    } else if (current instanceof ArrayNode from) {
      merged = mergeLists(from, list, field, false);
    } else {
      merged = (ArrayNode) withoutDirectives(list);
    }
    if (merged != null) {
      ArrayNode live = current instanceof ArrayNode list ? list : merged;
      original.set(key, MergeLists.ordered(merged, order, live, field.mergeKey()));
    }
  }

  private Field field(Shape shape, String key) {
    return switch (shape) {
      case Struct struct when struct.fields().containsKey(key) -> struct.fields().get(key);
      case MapOf map -> Field.of(map.value());
      case Struct struct -> throw noField(struct.goName(), key);
      case Opaque opaque -> throw noField(opaque.goName(), key);
      case ListOf _, Shape.Scalar _, Shape.Reference _ -> throw noField(shapes.goType(shape), key);
    };
  }

  private Shape item(Field field) {
    return shapes.resolve(field.shape()) instanceof ListOf list
        ? shapes.resolve(list.item())
        : shapes.resolve(field.shape());
  }

  private static boolean isDirective(JsonNode node) {
    return node.isObject() && node.has(DIRECTIVE);
  }

  private static JsonNode withoutDirectives(JsonNode node) {
    if (node instanceof ObjectNode object) {
      List<String> directives =
          object
              .propertyStream()
              .filter(e -> isDirective(e.getValue()))
              .map(Map.Entry::getKey)
              .toList();
      object.remove(directives);
      object.properties().forEach(e -> e.setValue(withoutDirectives(e.getValue())));
      return object;
    }
    if (node instanceof ArrayNode list) {
      ArrayNode kept = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> keepPlain(kept, element));
      return kept;
    }
    return node;
  }

  private static void keepPlain(ArrayNode kept, JsonNode element) {
    if (!isDirective(element)) {
      kept.add(withoutDirectives(element));
    }
  }

  private static void dropNulls(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeNulls();
    }
    node.forEach(StrategicMerge::dropNulls);
  }

  private static ArrayNode order(JsonNode node) {
    if (node instanceof ArrayNode list) {
      return list;
    }
    throw notList(node);
  }

  private static ApiException notList(JsonNode node) {
    return failed("expected a []interface {}, but received a " + GoText.type(node));
  }

  private static ApiException noField(String goName, String key) {
    String type = goName.substring(goName.lastIndexOf('.') + 1);
    return failed(
        "unable to find api field in struct %s for the json field \"%s\"".formatted(type, key));
  }

  private static ApiException unknownDirective(JsonNode patch) {
    return failed(
        "unknown patch type: %s in map: %s"
            .formatted(patch.path(DIRECTIVE).asText(), GoText.of(patch)));
  }

  static ApiException badFormat(String message) {
    return ApiException.badRequest(message);
  }

  static ApiException failed(String message) {
    return new ApiException(500, "", message, ApiException.Subject.NONE, List.of());
  }
}
