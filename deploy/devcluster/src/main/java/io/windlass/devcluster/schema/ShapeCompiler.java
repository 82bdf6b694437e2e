package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
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
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Compiles one recorded schema. Not thread-safe. */
final class ShapeCompiler {
  private static final String MACHINERY = "io.k8s.apimachinery.pkg.";
  private static final Map<String, ScalarKind> SCALARS_BY_NAME =
      Map.of(
          MACHINERY + "api.resource.Quantity", ScalarKind.QUANTITY,
          MACHINERY + "util.intstr.IntOrString", ScalarKind.INT_OR_STRING,
          MACHINERY + "apis.meta.v1.Time", ScalarKind.TIME,
          MACHINERY + "apis.meta.v1.MicroTime", ScalarKind.MICRO_TIME);
  // A struct without fields, where other types without any decode themselves.
  private static final String NOTHING_IN_IT = ".CustomResourceSubresourceStatus";
  private static final Pattern DOT = Pattern.compile("\\.");

  private final String name;
  private final JsonNode goFields;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Zero> written = new LinkedHashMap<>();

  /**
   * @param name of the schema, for example {@code io.k8s.api.core.v1.Pod}
   * @param goFields the Go types of its scalar fields
   */
  ShapeCompiler(String name, JsonNode goFields) {
    this.name = name;
    this.goFields = goFields;
  }

  Shape compile(JsonNode schema) {
    ScalarKind known = SCALARS_BY_NAME.get(name);
    if (known != null) {
      return Scalar.of(known);
    }
    if (!schema.has("properties") && !name.endsWith(NOTHING_IN_IT)) {
      return new Opaque(goName());
    }
    Set<String> required = new HashSet<>();
    schema.path("required").forEach(field -> required.add(field.asText()));
    for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
      add(e.getKey(), e.getValue(), required.contains(e.getKey()));
    }
    return new Struct(goName(), fields, written);
  }

  private void add(String field, JsonNode schema, boolean required) {
    Shape shape = shape(schema);
    JsonNode zero = schema.path("default");
    Optional<ScalarKind> kind = scalarKind(shape);
    if (kind.isPresent() && goFields.has(field)) {
      GoField go = GoField.parse(goFields.path(field).asText());
      Shape named = new Scalar(kind.get(), go.shown(kind.get(), packageName()));
      fields.put(field, field(schema, named, go.omitsZero(kind.get())));
      go.written(kind.get(), zero).ifPresent(w -> written.put(field, new Zero(w, named)));
      return;
    }
    boolean maybeEmpty = kind.isEmpty() || kind.get() == ScalarKind.BYTES;
    boolean always = kind.isEmpty() && goFields.path(field).asText().startsWith("[");
    fields.put(field, field(schema, shape, maybeEmpty && !required && !always));
    if (always) {
      written.put(field, new Zero(NullNode.getInstance(), shape));
    } else if (isZero(zero)) {
      written.put(field, new Zero(zero, shape));
    }
  }

  private static Field field(JsonNode schema, Shape shape, boolean omitted) {
    String strategies = schema.path("x-kubernetes-patch-strategy").asText();
    return new Field(
        shape,
        schema.path("x-kubernetes-patch-merge-key").asText(),
        strategies.isEmpty() ? Set.of() : Set.of(strategies.split(",")),
        omitted);
  }

  private static Optional<ScalarKind> scalarKind(Shape shape) {
    return switch (shape) {
      case Scalar scalar -> Optional.of(scalar.kind());
      case Reference reference -> Optional.ofNullable(SCALARS_BY_NAME.get(reference.schema()));
      case Struct _, MapOf _, ListOf _, Opaque _ -> Optional.empty();
    };
  }

  // Other defaults are applied by the defaulting of the type, not by its decoder.
  private static boolean isZero(JsonNode value) {
    if (value.isContainerNode()) {
      return value.isEmpty();
    }
    return value.isTextual() ? value.asText().isEmpty() : isZeroNumber(value);
  }

  private static boolean isZeroNumber(JsonNode value) {
    return value.isNumber() ? value.asDouble() == 0 : value.isBoolean() && !value.asBoolean();
  }

  /** {@code io.k8s.api.core.v1.PodSpec} is {@code v1.PodSpec} in Go's words. */
  private String goName() {
    return packageName() + name.substring(name.lastIndexOf('.'));
  }

  private String packageName() {
    List<String> parts = DOT.splitAsStream(name).toList();
    return parts.get(parts.size() - 2);
  }

  private static Shape shape(JsonNode schema) {
    JsonNode first = schema.path("allOf").path(0);
    JsonNode target = first.isMissingNode() ? schema : first;
    if (target.has("$ref")) {
      String reference = target.path("$ref").asText();
      return new Reference(reference.substring(OpenApiDocuments.REF.length()));
    }
    String format = target.path("format").asText();
    return switch (target.path("type").asText()) {
      case "array" -> new ListOf(shape(target.path("items")));
      case "object" ->
          target.has("additionalProperties")
              ? new MapOf(shape(target.path("additionalProperties")))
              : new Opaque("object");
      case "string" -> Scalar.of(format.equals("byte") ? ScalarKind.BYTES : ScalarKind.STRING);
      case "integer" -> Scalar.of(format.equals("int32") ? ScalarKind.INT32 : ScalarKind.INT64);
      case "number" -> Scalar.of(ScalarKind.DOUBLE);
      case "boolean" -> Scalar.of(ScalarKind.BOOL);
      default -> new Opaque("interface {}");
    };
  }
}
