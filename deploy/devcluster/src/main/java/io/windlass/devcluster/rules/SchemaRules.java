package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What makes a schema structural, so that objects can be pruned and defaulted by it. Stateless;
 * cost O(size of the schema).
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema">
 *     Specifying a structural schema</a>
 */
final class SchemaRules {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "object", "string");
  private static final List<String> JUNCTORS = List.of("allOf", "anyOf", "oneOf");
  private static final List<String> ONLY_OUTSIDE =
      List.of(
          "additionalProperties",
          "default",
          "description",
          "nullable",
          "title",
          "type",
          "x-kubernetes-embedded-resource",
          "x-kubernetes-int-or-string",
          "x-kubernetes-preserve-unknown-fields");

  private SchemaRules() {}

  static void validate(At schema, FaultList faults) {
    String type = schema.field("type").text();
    if (type.isEmpty()) {
      faults.required(schema.field("type"), "must not be empty at the root");
      return;
    }
    if (!type.equals("object")) {
      faults.invalid(schema.field("type"), "must be object at the root");
    }
    rootMetadata(schema, faults);
    node(schema, true, faults);
    if (faults.causes().isEmpty()) {
      SchemaDefaultRules.validate(schema, faults);
      ValidationRuleRules.compile(schema, faults);
    }
  }

  private static void rootMetadata(At schema, FaultList faults) {
    At properties = schema.field("properties");
    for (String name : List.of("apiVersion", "kind")) {
      At type = properties.key(name).field("type");
      if (properties.key(name).isSet() && !type.text().equals("string")) {
        faults.invalid(type, "must be string");
      }
    }
    List<String> stated = properties.key("metadata").field("properties").keys();
    if (!List.of("name", "generateName").containsAll(stated)) {
      String words =
          "must not specify anything other than name and generateName, but metadata is implicitly"
              + " specified";
      faults.forbidden(properties.key("metadata"), words);
    }
  }

  private static void node(At schema, boolean root, FaultList faults) {
    forbiddenKeywords(schema, faults);
    type(schema, root, faults);
    listType(schema, faults);
    embedded(schema, faults);
    ValidationRuleRules.words(schema, faults);
    pattern(schema.field("pattern"), faults);
    for (Map.Entry<String, At> child : children(schema).entrySet()) {
      node(child.getValue(), false, faults);
    }
    for (String junctor : JUNCTORS) {
      schema.field(junctor).elements().forEach(inner -> inner(inner, faults));
    }
    if (schema.field("not").isSet()) {
      inner(schema.field("not"), faults);
    }
  }

  private static Map<String, At> children(At schema) {
    Map<String, At> children = new TreeMap<>();
    At properties = schema.field("properties");
    properties.keys().forEach(name -> children.put("p" + name, properties.key(name)));
    if (schema.field("items").value().isObject()) {
      children.put("items", schema.field("items"));
    }
    if (schema.field("additionalProperties").value().isObject()) {
      children.put("additional", schema.field("additionalProperties"));
    }
    return children;
  }

  private static void type(At schema, boolean root, FaultList faults) {
    At type = schema.field("type");
    boolean intOrString = schema.field("x-kubernetes-int-or-string").value().asBoolean();
    boolean any = schema.field("x-kubernetes-preserve-unknown-fields").value().asBoolean();
    if (intOrString) {
      if (!type.isBlank()) {
        faults.invalid(type, "must be empty if x-kubernetes-int-or-string is true");
      }
    } else if (type.isBlank()) {
      if (!root && !any) {
        faults.required(type, "must not be empty for specified object fields");
      }
    } else {
      faults.oneOf(type, TYPES);
    }
    if (type.text().equals("array") && !schema.field("items").isSet()) {
      faults.required(schema.field("items"), "must be specified");
    }
  }

  private static void forbiddenKeywords(At schema, FaultList faults) {
    boolean both =
        schema.field("properties").isSet() && schema.field("additionalProperties").isSet();
    if (both) {
      faults.forbidden(
          schema.field("additionalProperties"),
          "additionalProperties and properties are mutual exclusive");
    }
    if (schema.field("uniqueItems").value().asBoolean()) {
      String words =
          "uniqueItems cannot be set to true since the runtime complexity becomes quadratic";
      faults.forbidden(schema.field("uniqueItems"), words);
    }
    for (String keyword : List.of("$ref", "patternProperties", "dependencies", "definitions")) {
      if (schema.field(keyword).isSet()) {
        faults.forbidden(schema.field(keyword), keyword + " is not supported");
      }
    }
  }

  private static void listType(At schema, FaultList faults) {
    At listType = schema.field("x-kubernetes-list-type");
    At keys = schema.field("x-kubernetes-list-map-keys");
    if (!listType.isSet()) {
      return;
    }
    faults.oneOf(listType, List.of("atomic", "set", "map"));
    if (!schema.field("type").text().equals("array")) {
      faults.invalid(schema.field("type"), "must be array if x-kubernetes-list-type is specified");
    }
    if (listType.text().equals("map")) {
      if (keys.value().isEmpty()) {
        faults.required(keys, "must not be empty if x-kubernetes-list-type is map");
      }
      keys.texts().forEach(key -> mapKey(schema.field("items"), key, faults));
    }
  }

  private static void mapKey(At items, String key, FaultList faults) {
    At property = items.field("properties").key(key);
    boolean required = items.field("required").texts().contains(key);
    if (!property.isSet()) {
      faults.invalid(
          items.field("properties"), key, "entries must all be names of item properties");
    } else if (!required && !property.field("default").isSet()) {
      String words =
          "this property is in x-kubernetes-list-map-keys, so it must have a default or be a"
              + " required property";
      faults.required(property.field("default"), words);
    }
  }

  private static void embedded(At schema, FaultList faults) {
    boolean embedded = schema.field("x-kubernetes-embedded-resource").value().asBoolean();
    boolean any = schema.field("x-kubernetes-preserve-unknown-fields").value().asBoolean();
    if (embedded && !any && schema.field("properties").value().isEmpty()) {
      String words =
          "must not be empty if x-kubernetes-embedded-resource is true without"
              + " x-kubernetes-preserve-unknown-fields";
      faults.required(schema.field("properties"), words);
    }
  }

  private static void pattern(At pattern, FaultList faults) {
    try {
      Pattern.compile(pattern.text());
    } catch (PatternSyntaxException e) {
      faults.invalid(
          pattern,
          "must be a valid regular expression, but isn't: error parsing regexp: "
              + e.getDescription());
    }
  }

  // Below a junctor only values may be constrained.
  private static void inner(At schema, FaultList faults) {
    boolean intOrString = List.of("integer", "string").contains(schema.field("type").text());
    for (String keyword : ONLY_OUTSIDE) {
      JsonNode stated = schema.value().path(keyword);
      boolean allowed = keyword.equals("type") && intOrString && schema.value().size() == 1;
      if (!stated.isMissingNode() && !allowed) {
        boolean undefined = keyword.equals("default") || keyword.equals("additionalProperties");
        String words = "must be %s to be structural".formatted(undefined ? "undefined" : "empty");
        faults.forbidden(schema.field(keyword), words);
      }
    }
    List<At> nested = new ArrayList<>(children(schema).values());
    JUNCTORS.forEach(junctor -> nested.addAll(schema.field(junctor).elements()));
    nested.forEach(child -> inner(child, faults));
  }
}
