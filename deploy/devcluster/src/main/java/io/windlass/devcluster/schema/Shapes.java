package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import io.windlass.devcluster.schema.Shape.Struct;
import io.windlass.devcluster.schema.Shape.Zero;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The recorded schemas, compiled. Immutable; looking a shape up costs O(1). */
final class Shapes {
  private static final Map<String, ScalarKind> SCALARS_BY_NAME =
      Map.of(
          "io.k8s.apimachinery.pkg.api.resource.Quantity", ScalarKind.QUANTITY,
          "io.k8s.apimachinery.pkg.util.intstr.IntOrString", ScalarKind.INT_OR_STRING,
          "io.k8s.apimachinery.pkg.apis.meta.v1.Time", ScalarKind.TIME,
          "io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime", ScalarKind.TIME);

  private final Map<String, Shape> byName;

  /** Compiles {@code components.schemas} of an OpenAPI v3 document. */
  Shapes(JsonNode schemas) {
    Map<String, Shape> compiled = new LinkedHashMap<>();
    schemas
        .properties()
        .forEach(e -> compiled.put(e.getKey(), compileNamed(e.getKey(), e.getValue())));
    byName = Map.copyOf(compiled);
  }

  /** The shape behind a reference, or the shape itself. */
  Shape resolve(Shape shape) {
    return shape instanceof Reference reference ? named(reference.schema()) : shape;
  }

  Shape named(String schema) {
    Shape found = byName.get(schema);
    if (found == null) {
      throw new IllegalArgumentException("no recorded schema is named " + schema);
    }
    return found;
  }

  /** The Go type as decoding errors print it, for example {@code []v1.Container}. */
  String goType(Shape shape) {
    return switch (resolve(shape)) {
      case Struct struct -> struct.goName();
      case MapOf map -> "map[string]" + goType(map.value());
      case ListOf list -> "[]" + goType(list.item());
      case Scalar scalar -> scalar.kind().goType();
      case Opaque opaque -> opaque.goName();
      case Reference reference -> throw new IllegalStateException("unresolved " + reference);
    };
  }

  private static Shape compileNamed(String name, JsonNode schema) {
    ScalarKind known = SCALARS_BY_NAME.get(name);
    if (known != null) {
      return new Scalar(known);
    }
    return schema.has("properties")
        ? new Struct(goName(name), fields(schema), written(schema))
        : new Opaque(goName(name));
  }

  /** {@code io.k8s.api.core.v1.PodSpec} is {@code v1.PodSpec} in Go's words. */
  private static String goName(String schema) {
    List<String> parts = List.of(schema.split("\\."));
    return String.join(".", parts.subList(Math.max(0, parts.size() - 2), parts.size()));
  }

  private static Map<String, Field> fields(JsonNode schema) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
      fields.put(e.getKey(), field(e.getValue(), required.contains(e.getKey())));
    }
    return fields;
  }

  private static Field field(JsonNode schema, boolean required) {
    String strategies = schema.path("x-kubernetes-patch-strategy").asText();
    return new Field(
        compile(schema),
        schema.path("x-kubernetes-patch-merge-key").asText(),
        strategies.isEmpty() ? Set.of() : Set.of(strategies.split(",")),
        required);
  }

  private static Map<String, Zero> written(JsonNode schema) {
    Map<String, Zero> written = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
      JsonNode value = e.getValue().path("default");
      if (isZero(value)) {
        written.put(e.getKey(), new Zero(value, compile(e.getValue())));
      }
    }
    return written;
  }

  // Other defaults are applied by the defaulting of the type, not by its decoder.
  private static boolean isZero(JsonNode value) {
    return value.isContainerNode()
        ? value.isEmpty()
        : value.asText("x").isEmpty() || isNothing(value);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNumber() ? value.asDouble() == 0 : value.isBoolean() && !value.asBoolean();
  }

  private static Shape compile(JsonNode schema) {
    JsonNode target =
        schema.path("allOf").path(0).isMissingNode() ? schema : schema.path("allOf").path(0);
    if (target.has("$ref")) {
      return new Reference(
          target.path("$ref").asText().substring("#/components/schemas/".length()));
    }
    return switch (target.path("type").asText()) {
      case "array" -> new ListOf(compile(target.path("items")));
      case "object" ->
          target.has("additionalProperties")
              ? new MapOf(compile(target.path("additionalProperties")))
              : new Opaque("object");
      case "string" ->
          new Scalar(
              target.path("format").asText().equals("byte") ? ScalarKind.BYTES : ScalarKind.STRING);
      case "integer" ->
          new Scalar(
              target.path("format").asText().equals("int32") ? ScalarKind.INT32 : ScalarKind.INT64);
      case "number" -> new Scalar(ScalarKind.DOUBLE);
      case "boolean" -> new Scalar(ScalarKind.BOOL);
      default -> new Opaque("interface {}");
    };
  }
}
