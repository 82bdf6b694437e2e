package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The OpenAPI v3 schemas of one group version, as the referee publishes them: where the generator
 * learns which fields there are. Immutable.
 */
final class Schemas {
  private static final String PREFIX = "#/components/schemas/";
  private static final int DEEPEST = 4;

  private final JsonNode schemas;

  Schemas(JsonNode document) {
    this.schemas = document.at("/components/schemas");
  }

  /** The schema of a kind; a missing node if there is none. */
  JsonNode ofKind(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    for (JsonNode schema : schemas) {
      for (JsonNode name : schema.path("x-kubernetes-group-version-kind")) {
        if (name.path("group").asText().equals(group)
            && name.path("version").asText().equals(version)
            && name.path("kind").asText().equals(kind)) {
          return schema;
        }
      }
    }
    return JsonNodeFactory.instance.missingNode();
  }

  /** A schema without references around it. */
  JsonNode plain(JsonNode schema) {
    JsonNode ref =
        schema.path("allOf").isArray() ? schema.at("/allOf/0/$ref") : schema.path("$ref");
    return ref.isTextual() ? plain(schemas.path(ref.asText().substring(PREFIX.length()))) : schema;
  }

  /** The schema of a field of an object, or of the elements of an array. */
  JsonNode child(JsonNode schema, String field) {
    JsonNode plain = plain(schema);
    JsonNode property = plain.path("properties").path(field);
    return plain(property.isMissingNode() ? plain.path("additionalProperties") : property);
  }

  JsonNode items(JsonNode schema) {
    return plain(plain(schema).path("items"));
  }

  /** A value that has the shape of a schema, though it need not make sense. */
  JsonNode value(JsonNode schema, Random random) {
    return value(schema, random, 0);
  }

  private JsonNode value(JsonNode unresolved, Random random, int depth) {
    JsonNode schema = plain(unresolved);
    if (schema.path("enum").size() > 0 && random.nextInt(8) > 0) {
      return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
    }
    return switch (schema.path("type").asText()) {
      case "object" -> object(schema, random, depth);
      case "array" -> {
        var array = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(3); i > 0 && depth < DEEPEST; i--) {
          array.add(value(schema.path("items"), random, depth + 1));
        }
        yield array;
      }
      case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
      case "integer" -> Values.integer(random);
      case "number" -> JsonNodeFactory.instance.numberNode(random.nextInt(10) / 2.0);
      default -> text(schema, random);
    };
  }

  private static JsonNode text(JsonNode schema, Random random) {
    return switch (schema.path("format").asText()) {
      case "date-time" -> TextNode.valueOf("2020-02-0" + (1 + random.nextInt(9)) + "T01:02:03Z");
      case "byte" -> TextNode.valueOf(random.nextInt(5) == 0 ? "%%" : "YWJj");
      case "int-or-string" -> Values.intOrString(random);
      default -> Values.text(random);
    };
  }

  private ObjectNode object(JsonNode schema, Random random, int depth) {
    ObjectNode object = Documents.object();
    if (depth >= DEEPEST) {
      return object;
    }
    JsonNode properties = schema.path("properties");
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    List<String> required = Documents.texts(schema.path("required"));
    for (String name : names) {
      boolean wanted = required.contains(name) ? random.nextInt(12) > 0 : random.nextInt(5) == 0;
      if (wanted) {
        object.set(name, value(properties.path(name), random, depth + 1));
      }
    }
    JsonNode extra = schema.path("additionalProperties");
    if (extra.isObject()) {
      object.set(Values.text(random).asText(), value(extra, random, depth + 1));
    }
    return object;
  }
}
