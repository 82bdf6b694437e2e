package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** Builds the OpenAPI v3 document of one group and version. Stateless. */
final class OpenApiDocuments {
  static final String REF = "#/components/schemas/";
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
  private static final List<String> ALWAYS =
      List.of(META + "Status", META + "DeleteOptions", META + "Patch", META + "WatchEvent");

  private final Recording recording;

  OpenApiDocuments(Recording recording) {
    this.recording = recording;
  }

  ObjectNode ofBuiltIn(List<ResourceType> types) {
    ObjectNode document = empty();
    List<String> roots = new ArrayList<>(ALWAYS);
    for (ResourceType type : types) {
      String schema = recording.schemaName(type.group(), type.version(), type.kind());
      roots.add(schema);
      if (type.verbs().contains("list")) {
        roots.add(schema + "List");
      }
      OpenApiPaths paths = new OpenApiPaths(type, schema, recording, true);
      document.withObjectProperty("paths").setAll(paths.all());
      roots.addAll(paths.bodies());
    }
    addReachable(document, roots);
    return document;
  }

  ObjectNode ofCustom(Map<ResourceType, ObjectNode> schemas) {
    ObjectNode document = empty();
    List<String> roots = new ArrayList<>(ALWAYS);
    roots.add(META + "ObjectMeta");
    roots.add(META + "ListMeta");
    schemas.forEach(
        (type, schema) -> {
          String name = OpenApiCustomSchema.name(type);
          OpenApiPaths paths = new OpenApiPaths(type, name, recording, false);
          document.withObjectProperty("paths").setAll(paths.all());
          roots.addAll(paths.bodies());
          ObjectNode components = components(document);
          components.set(name, OpenApiCustomSchema.published(type, schema));
          components.set(name + "List", OpenApiCustomSchema.list(type));
        });
    addReachable(document, roots);
    return document;
  }

  private static ObjectNode empty() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("openapi", "3.0.0");
    document.putObject("info").put("title", "Kubernetes").put("version", "1.32");
    document.putObject("paths");
    document.putObject("components").putObject("schemas");
    return document;
  }

  private static ObjectNode components(ObjectNode document) {
    return (ObjectNode) document.path("components").path("schemas");
  }

  private void addReachable(ObjectNode document, List<String> roots) {
    ObjectNode components = components(document);
    Deque<String> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      String name = open.pop();
      JsonNode schema = recording.schemas().path(name);
      if (!components.has(name) && !schema.isMissingNode()) {
        components.set(name, schema.deepCopy());
        references(schema).forEach(open::push);
      }
    }
  }

  /** The names that a schema refers to; a field may itself be called {@code $ref}. */
  static List<String> references(JsonNode schema) {
    return schema.findValuesAsText("$ref").stream()
        .filter(ref -> ref.startsWith(REF))
        .map(ref -> ref.substring(REF.length()))
        .toList();
  }
}
