package io.windlass.devcluster.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The OpenAPI v3 documents of all groups and versions as one document of the older version 2, for
 * clients that know no other. What version 2 cannot say is left out. Stateless; cost O(size).
 */
final class OpenApiV2 {
  private static final String REFERENCE_3 = "#/components/schemas/";
  private static final Set<String> ONLY_3 = Set.of("oneOf", "anyOf", "not", "nullable");

  private OpenApiV2() {}

  static ObjectNode of(List<ObjectNode> documents) {
    ObjectNode all = Documents.object();
    all.put("swagger", "2.0");
    all.putObject("info").put("title", "Kubernetes").put("version", "1.32");
    ObjectNode paths = all.putObject("paths");
    ObjectNode definitions = all.putObject("definitions");
    for (ObjectNode document : documents) {
      document
          .path("paths")
          .properties()
          .forEach(e -> paths.set(e.getKey(), operations(e.getValue())));
      document
          .at("/components/schemas")
          .properties()
          .forEach(e -> definitions.set(e.getKey(), schema(e.getValue())));
    }
    return all;
  }

  private static ObjectNode operations(JsonNode path) {
    ObjectNode operations = Documents.object();
    for (Map.Entry<String, JsonNode> e : path.properties()) {
      boolean shared = e.getKey().equals("parameters");
      operations.set(e.getKey(), shared ? parameters(e.getValue()) : operation(e.getValue()));
    }
    return operations;
  }

  private static ObjectNode operation(JsonNode operation) {
    ObjectNode changed = operation.deepCopy();
    ArrayNode parameters = parameters(operation.path("parameters"));
    if (changed.remove("requestBody") instanceof ObjectNode body) {
      content(body)
          .properties()
          .forEach(e -> changed.withArrayProperty("consumes").add(e.getKey()));
      ObjectNode parameter = parameters.addObject().put("in", "body").put("name", "body");
      parameter.set("schema", schema(firstSchema(body)));
    }
    changed.set("parameters", parameters);
    for (Map.Entry<String, JsonNode> e : operation.path("responses").properties()) {
      ObjectNode response = Documents.object();
      response.set("description", e.getValue().path("description"));
      response.set("schema", schema(firstSchema(e.getValue())));
      changed.withObjectProperty("responses").set(e.getKey(), response);
    }
    return changed;
  }

  private static JsonNode content(JsonNode holder) {
    return holder.path("content");
  }

  private static JsonNode firstSchema(JsonNode holder) {
    for (JsonNode media : content(holder)) {
      return media.path("schema");
    }
    return Documents.object();
  }

  /** Version 2 writes the type of a parameter beside its name. */
  private static ArrayNode parameters(JsonNode parameters) {
    ArrayNode changed = JsonNodeFactory.instance.arrayNode();
    for (JsonNode parameter : parameters) {
      ObjectNode flat = parameter.deepCopy();
      if (flat.remove("schema") instanceof ObjectNode schema) {
        flat.setAll(schema);
      }
      changed.add(flat);
    }
    return changed;
  }

  private static JsonNode schema(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return schema(object);
    }
    if (!node.isArray()) {
      return node;
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    node.forEach(item -> list.add(schema(item)));
    return list;
  }

  private static ObjectNode schema(ObjectNode object) {
    ObjectNode changed = Documents.object();
    JsonNode reference = object.at("/allOf/0/$ref");
    boolean wraps = object.path("allOf").size() == 1 && reference.isTextual();
    for (Map.Entry<String, JsonNode> e : object.properties()) {
      boolean dropped = ONLY_3.contains(e.getKey()) && !e.getValue().isTextual();
      if (e.getKey().equals("$ref") && e.getValue().isTextual()) {
        changed.set("$ref", reference(e.getValue()));
      } else if (!dropped && !(wraps && Set.of("allOf", "default").contains(e.getKey()))) {
        changed.set(e.getKey(), schema(e.getValue()));
      }
    }
    if (wraps) {
      changed.set("$ref", reference(reference));
    }
    return changed;
  }

  private static TextNode reference(JsonNode reference) {
    return TextNode.valueOf(reference.asText().replace(REFERENCE_3, "#/definitions/"));
  }
}
