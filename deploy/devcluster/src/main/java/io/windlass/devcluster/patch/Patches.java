package io.windlass.devcluster.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ApiException.Subject;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.util.List;
import java.util.Map;

/** JSON patch (RFC 6902) and JSON merge patch (RFC 7396). Stateless. */
public final class Patches {
  private static final int MAX_OPERATIONS = 10_000;

  private Patches() {}

  /** Reads a JSON patch; a 400 for anything but a list. */
  public static ArrayNode readJsonPatch(byte[] body) {
    JsonNode patch = read(body);
    if (patch.isNull()) {
      return JsonNodeFactory.instance.arrayNode();
    }
    if (!(patch instanceof ArrayNode operations)) {
      throw ApiException.badRequest(
          "error decoding patch: json: cannot unmarshal %s into Go value of type []handlers.jsonPatchOp"
              .formatted(typeName(patch)));
    }
    if (operations.size() > MAX_OPERATIONS) {
      throw new ApiException(
          413,
          "RequestEntityTooLarge",
          "The allowed maximum operations in a JSON patch is %d, got %d"
              .formatted(MAX_OPERATIONS, operations.size()),
          Subject.NONE,
          List.of());
    }
    return operations;
  }

  /** Reads a merge patch of either kind; a 400 for anything but an object. */
  public static ObjectNode readMergePatch(byte[] body) {
    JsonNode patch = read(body);
    if (patch instanceof ObjectNode object) {
      return object;
    }
    throw ApiException.badRequest(
        "error decoding patch: json: cannot unmarshal %s into Go value of type map[string]interface {}"
            .formatted(typeName(patch)));
  }

  /** Reads a strategic merge patch, for which a null is one that changes nothing. */
  public static ObjectNode readStrategicPatch(byte[] body) {
    return read(body).isNull() ? Documents.object() : readMergePatch(body);
  }

  /** Applies a JSON patch to the object itself; a 422 for operations that do not apply. */
  public static ObjectNode applyJsonPatch(ArrayNode patch, ObjectNode object) {
    JsonPatching patching = new JsonPatching(object);
    try {
      patch.forEach(patching::apply);
      return object;
    } catch (JsonPatching.Inapplicable e) {
      throw inapplicable();
    }
  }

  /** Applies a merge patch to the object itself; O(size of the patch). */
  public static ObjectNode applyMergePatch(ObjectNode patch, ObjectNode object) {
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String field = entry.getKey();
      if (entry.getValue().isNull()) {
        object.remove(field);
      } else if (entry.getValue() instanceof ObjectNode nested) {
        ObjectNode target =
            object.get(field) instanceof ObjectNode present ? present : Documents.object();
        object.set(field, applyMergePatch(nested, target));
      } else {
        object.set(field, entry.getValue().deepCopy());
      }
    }
    return object;
  }

  private static JsonNode read(byte[] body) {
    try {
      return Documents.parseAny(body);
    } catch (MalformedDocument e) {
      throw ApiException.badRequest("error decoding patch: " + e.getMessage());
    }
  }

  private static ApiException inapplicable() {
    return new ApiException(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        Subject.NONE,
        List.of());
  }

  private static String typeName(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "bool";
      case NUMBER -> "number";
      case STRING -> "string";
      default -> "object";
    };
  }
}
