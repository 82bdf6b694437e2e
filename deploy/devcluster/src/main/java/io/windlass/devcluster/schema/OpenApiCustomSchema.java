package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The published form of a custom resource's schema: what its definition states, and the type's
 * metadata.
 */
final class OpenApiCustomSchema {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private OpenApiCustomSchema() {}

  /** {@code io.kruise.apps.v1alpha1.CloneSet}: the group reversed, the version, the kind. */
  static String name(ResourceType type) {
    List<String> parts = new ArrayList<>(List.of(type.group().split("\\.")));
    Collections.reverse(parts);
    return String.join(".", parts) + "." + type.version() + "." + type.kind();
  }

  static ObjectNode published(ResourceType type, ObjectNode stated) {
    ObjectNode schema = stated.deepCopy();
    schema.put("type", "object");
    addTypeMeta(schema.withObjectProperty("properties"));
    embedded(schema.path("properties"));
    addKind(schema, type, type.kind());
    return schema;
  }

  static ObjectNode list(ResourceType type) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object").putArray("required").add("items");
    ObjectNode properties = schema.putObject("properties");
    ObjectNode items = properties.putObject("items").put("type", "array");
    items.putObject("items").put("$ref", OpenApiDocuments.REF + name(type));
    addTypeMeta(properties);
    properties.withObjectProperty("metadata").put("$ref", OpenApiDocuments.REF + META + "ListMeta");
    addKind(schema, type, type.kind() + "List");
    return schema;
  }

  // An embedded resource has apiVersion, kind and metadata without its schema saying so.
  private static void embedded(JsonNode node) {
    for (JsonNode child : node) {
      embedded(child);
    }
    if (node instanceof ObjectNode schema
        && schema.path("x-kubernetes-embedded-resource").isBoolean()
        && schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      addTypeMeta(schema.withObjectProperty("properties"));
    }
  }

  private static void addTypeMeta(ObjectNode properties) {
    properties
        .putObject("apiVersion")
        .put(
            "description",
            "APIVersion defines the versioned schema of this representation of an object.")
        .put("type", "string");
    properties
        .putObject("kind")
        .put(
            "description",
            "Kind is a string value representing the REST resource this object represents.")
        .put("type", "string");
    properties
        .putObject("metadata")
        .put("description", "Standard object's metadata.")
        .putArray("allOf")
        .addObject()
        .put("$ref", OpenApiDocuments.REF + META + "ObjectMeta");
  }

  private static void addKind(ObjectNode schema, ResourceType type, String kind) {
    schema
        .putArray("x-kubernetes-group-version-kind")
        .addObject()
        .put("group", type.group())
        .put("kind", kind)
        .put("version", type.version());
  }
}
