package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.windlass.devcluster.api.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a Kubernetes 1.32 API server said about the types that this cluster serves, as {@code
 * record-schemas} wrote it down. Read once, then immutable.
 */
final class Recording {
  private final JsonNode schemas;
  private final JsonNode goFields;
  private final JsonNode protoNumbers;
  private final List<ResourceType> types;

  Recording() {
    schemas = read("schemas.json");
    goFields = read("go-fields.json");
    protoNumbers = read("proto-numbers.json");
    List<ResourceType> found = new ArrayList<>();
    read("discovery.json").forEach(entry -> found.add(type(entry)));
    types = List.copyOf(found);
  }

  /** {@code components.schemas}, by name; not to be modified. */
  JsonNode schemas() {
    return schemas;
  }

  /** By schema and field: {@code *int32}, {@code bool,omitempty}; not to be modified. */
  JsonNode goFields() {
    return goFields;
  }

  /** By message and field: its number in protobuf; not to be modified. */
  JsonNode protoNumbers() {
    return protoNumbers;
  }

  List<ResourceType> types() {
    return types;
  }

  /** The name of the schema of a kind, for example {@code io.k8s.api.core.v1.Pod}. */
  String schemaName(String group, String version, String kind) {
    return findSchemaName(group, version, kind)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "not recorded: %s/%s %s".formatted(group, version, kind)));
  }

  /** The same, for a kind that may not have been recorded. */
  Optional<String> findSchemaName(String group, String version, String kind) {
    return schemas
        .propertyStream()
        .filter(e -> isOfKind(e.getValue(), group, version, kind))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean isOfKind(JsonNode schema, String group, String version, String kind) {
    for (JsonNode candidate : schema.path("x-kubernetes-group-version-kind")) {
      if (candidate.path("kind").asText().equals(kind)
          && candidate.path("version").asText().equals(version)
          && candidate.path("group").asText().equals(group)) {
        return true;
      }
    }
    return false;
  }

  private static ResourceType type(JsonNode entry) {
    ResourceType.Names names =
        new ResourceType.Names(
            entry.path("kind").asText(),
            entry.path("name").asText(),
            entry.path("singularName").asText(),
            texts(entry.path("shortNames")),
            texts(entry.path("categories")));
    return new ResourceType(
        entry.path("group").asText(),
        entry.path("version").asText(),
        names,
        entry.path("namespaced").asBoolean(),
        new LinkedHashSet<>(texts(entry.path("verbs"))),
        new LinkedHashSet<>(texts(entry.path("subresources"))));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode read(String resource) {
    try (InputStream in = Recording.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
