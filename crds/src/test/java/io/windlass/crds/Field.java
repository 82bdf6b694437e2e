package io.windlass.crds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One field of an OpenAPI schema, as rows of a table speak of it. */
record Field(JsonNode schema, boolean required) {
  /** The field at a path like {@code spec.lists[].field}; fails if there is none. */
  static Field at(JsonNode root, String path) {
    Field field = new Field(root, true);
    for (String name : path.split("\\.", -1)) {
      field = field.child(name.replace("[]", ""));
      if (name.endsWith("[]")) {
        field = new Field(field.schema.path("items"), true);
      }
    }
    return field;
  }

  /** Adds the paths of all fields below a schema, in the spelling that {@link #at} reads. */
  static void collect(String path, JsonNode schema, List<String> found) {
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              found.add(path + "." + name);
              collect(path + "." + name, property, found);
              collect(path + "." + name + "[]", property.path("items"), found);
            });
  }

  String typeAndFormat() {
    if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
      return "int-or-string";
    }
    return (schema.path("type").asText() + " " + schema.path("format").asText()).strip();
  }

  String defaultValue() {
    return schema.path("default").toString();
  }

  /** Every other keyword with its value, {@code minimum 0}, and {@code required}. */
  Set<String> checks() {
    Set<String> checks =
        schema
            .propertyStream()
            .map(keyword -> keyword.getKey() + " " + keyword.getValue())
            .collect(Collectors.toSet());
    if (required) {
      checks.add("required");
    }
    return checks;
  }

  private Field child(String name) {
    JsonNode property = schema.path("properties").path(name);
    if (property.isMissingNode()) {
      throw new AssertionError("no field " + name + " in " + schema);
    }
    return new Field(
        property,
        schema.path("required").valueStream().anyMatch(item -> item.asText().equals(name)));
  }
}
