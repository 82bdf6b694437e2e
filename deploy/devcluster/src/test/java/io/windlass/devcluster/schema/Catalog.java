package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.io.UncheckedIOException;
import org.yaml.snakeyaml.Yaml;

/** The catalog that the tests of this package share, and documents in YAML. */
final class Catalog {
  static final RecordedSchemas SCHEMAS = new RecordedSchemas();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Catalog() {}

  static ResourceType type(String plural) {
    return SCHEMAS.builtInTypes().stream()
        .filter(t -> t.plural().equals(plural))
        .findFirst()
        .orElseThrow();
  }

  static TypeSchema schema(String plural) {
    return SCHEMAS.builtIn(type(plural));
  }

  /** A document in YAML (or JSON), through the parser that requests go through. */
  static ObjectNode yaml(String text) {
    try {
      Object loaded = new Yaml().load(text);
      JsonNode parsed = JsonDocuments.parse(JSON.writeValueAsBytes(loaded)).root();
      return (ObjectNode) parsed;
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
