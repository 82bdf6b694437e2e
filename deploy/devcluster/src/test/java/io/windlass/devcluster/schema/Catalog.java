package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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

  /** A custom type whose schema is a resource of these tests. */
  static TypeSchema custom(String resource) {
    try (InputStream in = Catalog.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return SCHEMAS.custom(type("pods"), yaml(text));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** A document in YAML (or JSON), through the parser that requests go through. */
  static ObjectNode yaml(String text) {
    try {
      Object loaded = new Yaml().load(text);
      JsonNode parsed = JsonDocuments.parse(JSON.writeValueAsBytes(loaded)).root();
      return (ObjectNode) parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
