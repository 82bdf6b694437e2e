package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.document.MalformedDocument;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The annotation in which client-side apply keeps what it applied last; kubectl moves from it to
 * server-side apply and back. Stateless.
 */
final class LastApplied {
  /** The one manager for whom this is done. */
  static final String KUBECTL = "kubectl";

  private static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";
  private static final int MOST_BYTES = 256 * 1024;

  private LastApplied() {}

  /** The fields that client-side apply has written and nobody has changed since. */
  static Optional<FieldSet> owned(ObjectNode live, Versions versions) {
    String text = Documents.text(live, "metadata", "annotations", ANNOTATION);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      ObjectNode last = Documents.parse(text.getBytes(StandardCharsets.UTF_8));
      FieldType type = versions.type().fields();
      boolean usable =
          last.path("apiVersion").asText("").equals(versions.apiVersion())
              && Conformance.faults(last, type).isEmpty();
      return usable ? Optional.of(unchanged(last, live, type)) : Optional.empty();
    } catch (MalformedDocument e) {
      return Optional.empty();
    }
  }

  private static FieldSet unchanged(ObjectNode last, ObjectNode live, FieldType type) {
    FieldSet changed = Comparison.between(last, live, type).all();
    return Everything.stated(last, type).difference(changed);
  }

  /** Writes what kubectl applies into the annotation, if the object has one. */
  static void refresh(ObjectNode object, ObjectNode stated, Writer writer) {
    JsonNode annotations = Documents.at(object, "metadata", "annotations");
    if (!writer.manager().equals(KUBECTL)
        || annotations.path(ANNOTATION).asText("").isEmpty()
        || !(annotations instanceof ObjectNode present)) {
      return;
    }
    ObjectNode copy = stated.deepCopy();
    if (Documents.at(copy, "metadata", "annotations") instanceof ObjectNode own) {
      own.remove(ANNOTATION);
      if (own.isEmpty()) {
        Documents.metadata(copy).remove("annotations");
      }
    }
    present.put(ANNOTATION, sorted(copy) + "\n");
    if (size(present) > MOST_BYTES) {
      present.remove(ANNOTATION);
    }
  }

  private static long size(ObjectNode annotations) {
    return annotations
        .propertyStream()
        .mapToLong(e -> bytes(e.getKey()) + bytes(e.getValue().asText()))
        .sum();
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var list = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> list.add(sorted(item)));
      return list;
    }
    if (!node.isObject()) {
      return node;
    }
    Map<String, JsonNode> fields = new TreeMap<>();
    node.properties().forEach(e -> fields.put(e.getKey(), sorted(e.getValue())));
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.setAll(fields);
    return object;
  }
}
