package io.windlass.devcluster.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import io.windlass.devcluster.document.Documents;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types of CEL that a schema declares: an object for each {@code properties}, nothing for what
 * is only preserved. Used by one thread.
 */
final class DeclaredTypes {
  private final Map<String, CelType> structs = new LinkedHashMap<>();

  /** The types that have been declared so far. */
  CelTypeProvider provider() {
    return new Known(ImmutableMap.copyOf(structs));
  }

  private record Known(ImmutableMap<String, CelType> structs) implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return structs.values();
    }

    @Override
    public Optional<CelType> findType(String name) {
      return Optional.ofNullable(structs.get(name));
    }
  }

  /** The type of a schema's values; empty if rules cannot see them. */
  Optional<CelType> of(JsonNode schema) {
    return of(schema, false);
  }

  /**
   * @param resource whether the values have apiVersion, kind and metadata
   */
  Optional<CelType> of(JsonNode schema, boolean resource) {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return Optional.of(SimpleType.DYN);
    }
    boolean embedded = resource || schema.path("x-kubernetes-embedded-resource").asBoolean();
    return switch (embedded ? "object" : schema.path("type").asText()) {
      case "array" ->
          schema.path("items").isObject()
              ? of(schema.path("items")).map(ListType::create)
              : Optional.empty();
      case "object" -> object(schema, embedded);
      case "string" -> Optional.of(text(schema.path("format").asText()));
      case "boolean" -> Optional.of(SimpleType.BOOL);
      case "number" -> Optional.of(SimpleType.DOUBLE);
      case "integer" -> Optional.of(SimpleType.INT);
      default -> Optional.empty();
    };
  }

  private static CelType text(String format) {
    return switch (format) {
      case "byte" -> SimpleType.BYTES;
      case "duration" -> SimpleType.DURATION;
      case "date", "date-time" -> SimpleType.TIMESTAMP;
      default -> SimpleType.STRING;
    };
  }

  private Optional<CelType> object(JsonNode schema, boolean resource) {
    if (schema.path("additionalProperties").isObject() && !resource) {
      return of(schema.path("additionalProperties"))
          .map(values -> MapType.create(SimpleType.STRING, values));
    }
    Map<String, CelType> fields = new LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(
            property ->
                Identifiers.escape(property.getKey())
                    .ifPresent(
                        name -> of(property.getValue()).ifPresent(type -> fields.put(name, type))));
    if (resource) {
      addMeta(fields);
    }
    return Optional.of(struct(fields));
  }

  private void addMeta(Map<String, CelType> fields) {
    fields.put("apiVersion", SimpleType.STRING);
    fields.put("kind", SimpleType.STRING);
    Map<String, CelType> metadata = new LinkedHashMap<>();
    metadata.put("name", SimpleType.STRING);
    metadata.put("generateName", SimpleType.STRING);
    fields.put("metadata", struct(metadata));
  }

  /** Declares an object with these fields. */
  StructType struct(Map<String, CelType> declared) {
    ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(declared);
    String name = "object" + structs.size();
    StructType type =
        StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    structs.put(name, type);
    return type;
  }

  /** The schema that the root of a resource has besides what it states. */
  static ObjectNode meta() {
    ObjectNode text = Documents.object().put("type", "string");
    ObjectNode properties = Documents.object();
    properties.set("name", text);
    properties.set("generateName", text);
    ObjectNode metadata = Documents.object().put("type", "object");
    metadata.set("properties", properties);
    ObjectNode fields = Documents.object();
    fields.set("apiVersion", text);
    fields.set("kind", text);
    fields.set("metadata", metadata);
    return fields;
  }
}
