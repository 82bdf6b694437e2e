package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.SteppedClock;
import io.windlass.devcluster.schema.RecordedSchemas;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.Yaml;

/** Rows as a user sees them, printed on 23 November 2026. */
final class Printed {
  static final TablePrinters PRINTERS =
      new TablePrinters(new SteppedClock(Instant.parse("2026-11-23T14:00:00Z")));
  private static final List<ResourceType> TYPES = new RecordedSchemas().builtInTypes();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Printed() {}

  static ResourceType type(String qualifiedName) {
    return TYPES.stream()
        .filter(t -> t.qualifiedName().equals(qualifiedName))
        .findFirst()
        .orElseThrow();
  }

  static ObjectNode yaml(String text) {
    return JSON.valueToTree(new Yaml().load(text));
  }

  /** The cells of an object that is ten seconds old, with commas between them. */
  static String row(String qualifiedName, String yaml) {
    ObjectNode object = yaml(yaml);
    ObjectNode metadata = object.withObjectProperty("metadata");
    metadata.put("name", metadata.path("name").asText("x"));
    metadata.put("creationTimestamp", "2026-11-23T13:59:50Z");
    return words(PRINTERS.forBuiltIn(type(qualifiedName)).cells(object));
  }

  static String words(JsonNode cells) {
    return cells.valueStream().map(JsonNode::asText).collect(Collectors.joining("; "));
  }
}
