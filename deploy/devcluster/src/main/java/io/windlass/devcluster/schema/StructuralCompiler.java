package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.windlass.devcluster.schema.StructuralSchema.Checks;
import io.windlass.devcluster.schema.StructuralSchema.Children;
import io.windlass.devcluster.schema.StructuralSchema.Junctors;
import io.windlass.devcluster.schema.StructuralSchema.Marks;
import io.windlass.devcluster.schema.StructuralSchema.Stated;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compiles {@code openAPIV3Schema} once, and keeps a list of what it states but nobody evaluates.
 */
final class StructuralCompiler {
  private final List<String> notEvaluated = new ArrayList<>();

  StructuralSchema compile(JsonNode schema) {
    return compile(schema, "");
  }

  /** Rules that are stated and not evaluated, each with its path. */
  List<String> notEvaluated() {
    return List.copyOf(notEvaluated);
  }

  private StructuralSchema compile(JsonNode schema, String path) {
    note(schema, path);
    return new StructuralSchema(
        stated(schema), marks(schema), children(schema, path), checks(schema, path));
  }

  private void note(JsonNode schema, String path) {
    String where = path.isEmpty() ? "" : path + ": ";
    String format = schema.path("format").asText();
    if (!Formats.isKnown(format)) {
      notEvaluated.add(where + "format: " + format);
    }
  }

  private static Stated stated(JsonNode schema) {
    String type = schema.path("type").asText();
    List<String> types = type.isEmpty() ? List.of() : List.of(type);
    boolean intOrString = schema.path("x-kubernetes-int-or-string").asBoolean();
    JsonNode value = schema.path("default");
    return new Stated(
        intOrString ? List.of("integer", "string") : types,
        schema.path("nullable").asBoolean(),
        value.isNull() ? MissingNode.getInstance() : value);
  }

  private static Marks marks(JsonNode schema) {
    return new Marks(
        schema.path("x-kubernetes-preserve-unknown-fields").asBoolean(),
        schema.path("x-kubernetes-embedded-resource").asBoolean(),
        schema.path("x-kubernetes-list-type").asText(),
        texts(schema.path("x-kubernetes-list-map-keys")));
  }

  private Children children(JsonNode schema, String path) {
    Map<String, StructuralSchema> properties = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : schema.path("properties").properties()) {
      String field = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
      properties.put(e.getKey(), compile(e.getValue(), field));
    }
    JsonNode additional = schema.path("additionalProperties");
    return new Children(
        properties,
        additional.isObject() ? Optional.of(compile(additional, path + ".*")) : Optional.empty(),
        schema.has("items")
            ? Optional.of(compile(schema.path("items"), path + "[*]"))
            : Optional.empty());
  }

  private Checks checks(JsonNode schema, String path) {
    Junctors junctors =
        new Junctors(
            each(schema.path("anyOf"), path),
            each(schema.path("oneOf"), path),
            each(schema.path("allOf"), path),
            schema.has("not") ? Optional.of(compile(schema.path("not"), path)) : Optional.empty());
    return new Checks(ValueChecks.of(schema), texts(schema.path("required")), junctors);
  }

  private List<StructuralSchema> each(JsonNode schemas, String path) {
    return schemas.valueStream().map(schema -> compile(schema, path)).toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
