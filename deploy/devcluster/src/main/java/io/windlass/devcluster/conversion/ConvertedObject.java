package io.windlass.devcluster.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Map;

/**
 * Takes what a webhook made of an object.
 *
 * @param original as it was sent
 * @param about the beginning of what is said of faults
 */
record ConvertedObject(ObjectNode original, int index, String about) {
  ObjectNode take(JsonNode converted, String apiVersion) {
    if (!(converted instanceof ObjectNode object)) {
      throw invalid("object", "is not an object");
    }
    String version = object.path("apiVersion").asText("");
    if (!version.equals(apiVersion)) {
      throw invalid(
          "object at index " + index,
          "invalid groupVersion (expected %s, received %s)".formatted(apiVersion, version));
    }
    String kind = original.path("kind").asText();
    if (!object.path("kind").asText("").equals(kind)) {
      throw invalid(
          "object at index " + index,
          "invalid kind (expected %s, received %s)"
              .formatted(kind, object.path("kind").asText("")));
    }
    same(object, "name", "name");
    same(object, "namespace", "namespace");
    same(object, "uid", "UID");
    object.set("metadata", metadata(object.path("metadata")));
    return object;
  }

  private void same(ObjectNode object, String field, String word) {
    String was = Documents.text(original, "metadata", field);
    String is = Documents.text(object, "metadata", field);
    if (!was.equals(is)) {
      throw invalid("object", "must have the same %s: %s != %s".formatted(word, was, is));
    }
  }

  private ObjectNode metadata(JsonNode answered) {
    if (!answered.isObject()) {
      throw invalid("metadata", "missing metadata in converted object");
    }
    ObjectNode metadata = Documents.metadata(original).deepCopy();
    for (String field : List.of("labels", "annotations")) {
      JsonNode stated = answered.path(field);
      if (stated.isMissingNode() || stated.isNull()) {
        metadata.remove(field);
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : stated.properties()) {
        if (!entry.getValue().isTextual()) {
          throw invalid(
              "metadata",
              "metadata.%s[%s] must be a string, but is not in converted object"
                  .formatted(field, entry.getKey()));
        }
      }
      metadata.set(field, stated);
    }
    return metadata;
  }

  private RuntimeException invalid(String what, String why) {
    return WebhookConverter.failed("%s returned invalid %s: %s".formatted(about, what, why));
  }
}
