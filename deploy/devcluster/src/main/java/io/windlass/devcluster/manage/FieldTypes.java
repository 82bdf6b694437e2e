package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.manage.FieldType.Any;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import io.windlass.devcluster.manage.FieldType.MapType.Mode;
import io.windlass.devcluster.manage.FieldType.Member;
import io.windlass.devcluster.manage.FieldType.Scalar;
import io.windlass.devcluster.manage.FieldType.Scalar.Kind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles OpenAPI v3 schemas to field types: named ones, which refer to each other, and those of
 * custom resources, which refer to ObjectMeta. Not thread-safe; what it made is.
 */
public final class FieldTypes {
  private static final String REF = "#/components/schemas/";
  private static final String QUANTITY = "io.k8s.apimachinery.pkg.api.resource.Quantity";
  private static final String RAW = "io.k8s.apimachinery.pkg.runtime.RawExtension";
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String PRESERVE = "x-kubernetes-preserve-unknown-fields";
  private static final Scalar STRING = new Scalar(Kind.STRING);

  private final JsonNode schemas;
  private final Map<String, FieldType> byName = new HashMap<>();

  /** From {@code components.schemas}. */
  public FieldTypes(JsonNode schemas) {
    this.schemas = schemas;
  }

  /** The type of a schema by its full name. */
  public FieldType named(String name) {
    FieldType known = byName.get(name);
    if (known != null) {
      return known;
    }
    JsonNode schema = schemas.path(name);
    if (name.equals(QUANTITY)) {
      return remember(name, Any.SCALAR);
    }
    if (name.equals(RAW)) {
      return remember(name, FieldType.untyped());
    }
    return schema.path("type").asText().equals("object")
        ? object(name, schema)
        : remember(name, inline(schema, false));
  }

  private FieldType remember(String name, FieldType type) {
    byName.put(name, type);
    return type;
  }

  // Known before its fields are, because they may lead back to it.
  private FieldType object(String name, JsonNode schema) {
    Map<String, Member> fields = new LinkedHashMap<>();
    Mode mode = mode(schema);
    if (schema.has("additionalProperties")) {
      return remember(name, map(schema, false));
    }
    Optional<FieldType> others = others(schema, false);
    FieldType type = remember(name, new MapType(fields, others, mode));
    fields.putAll(members(schema, false));
    return type;
  }

  /** The type of a custom resource with this {@code openAPIV3Schema}. */
  public FieldType custom(JsonNode schema) {
    if (schema.isEmpty()) {
      return FieldType.deduced();
    }
    boolean preserve = schema.path(PRESERVE).asBoolean();
    Map<String, Member> fields = new LinkedHashMap<>(members(schema, preserve));
    addIdentity(fields);
    return new MapType(fields, others(schema, preserve), mode(schema));
  }

  private void addIdentity(Map<String, Member> fields) {
    put(fields, "apiVersion", STRING);
    put(fields, "kind", STRING);
    put(fields, "metadata", named(OBJECT_META));
  }

  private static void put(Map<String, Member> fields, String name, FieldType type) {
    JsonNode none = com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    fields.put(name, new Member(PathElement.field(name), type, none));
  }

  private FieldType typeOf(JsonNode schema, boolean preserve) {
    JsonNode first = schema.path("allOf").path(0);
    boolean wrapped = schema.path("allOf").size() == 1 && first.has("$ref");
    JsonNode target = wrapped ? first : schema;
    if (!target.path("$ref").isTextual()) {
      return inline(schema, preserve || schema.path(PRESERVE).asBoolean());
    }
    FieldType named = named(target.path("$ref").asText().substring(REF.length()));
    boolean atomic = schema.path("x-kubernetes-map-type").asText().equals("atomic");
    return atomic && named instanceof MapType map ? map.asAtomic() : named;
  }

  private FieldType inline(JsonNode schema, boolean preserve) {
    return switch (schema.path("type").asText()) {
      case "object" -> map(schema, preserve);
      case "array" -> list(schema, preserve);
      case "integer", "number" -> new Scalar(Kind.NUMERIC);
      case "boolean" -> new Scalar(Kind.BOOLEAN);
      case "string" -> isPlain(schema.path("format").asText()) ? STRING : Any.SCALAR;
      default -> new Any(list(schema, preserve), map(schema, preserve));
    };
  }

  private static boolean isPlain(String format) {
    return format.isEmpty() || format.equals("byte");
  }

  private MapType map(JsonNode schema, boolean preserve) {
    Map<String, Member> fields = members(schema, preserve);
    if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      addIdentity(fields);
    }
    Optional<FieldType> others = others(schema, preserve);
    return new MapType(fields, others, mode(schema));
  }

  private static Mode mode(JsonNode schema) {
    boolean atomic = schema.path("x-kubernetes-map-type").asText().equals("atomic");
    return atomic ? Mode.ATOMIC : Mode.GRANULAR;
  }

  private Map<String, Member> members(JsonNode schema, boolean preserve) {
    Map<String, Member> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
      PathElement step = PathElement.field(e.getKey());
      FieldType type = typeOf(e.getValue(), preserve);
      fields.put(e.getKey(), new Member(step, type, e.getValue().path("default")));
    }
    return fields;
  }

  private Optional<FieldType> others(JsonNode schema, boolean preserve) {
    JsonNode additional = schema.path("additionalProperties");
    if (additional.isObject()) {
      return Optional.of(typeOf(additional, preserve));
    }
    boolean open = preserve || schema.path("properties").isEmpty();
    boolean said = additional.isBoolean();
    return (said ? additional.asBoolean() : open)
        ? Optional.of(FieldType.deduced())
        : Optional.empty();
  }

  private ListType list(JsonNode schema, boolean preserve) {
    FieldType items =
        schema.has("items") ? typeOf(schema.path("items"), preserve) : FieldType.untyped();
    String stated = schema.path("x-kubernetes-list-type").asText();
    if (!stated.isEmpty()) {
      return new ListType(stated.equals("atomic"), texts(schema), items);
    }
    boolean merges = schema.path("x-kubernetes-patch-strategy").asText().startsWith("merge");
    String key = schema.path("x-kubernetes-patch-merge-key").asText();
    return new ListType(!merges, merges && !key.isEmpty() ? List.of(key) : List.of(), items);
  }

  private static List<String> texts(JsonNode schema) {
    boolean map = schema.path("x-kubernetes-list-type").asText().equals("map");
    return map
        ? schema.path("x-kubernetes-list-map-keys").valueStream().map(JsonNode::asText).toList()
        : List.of();
  }
}
