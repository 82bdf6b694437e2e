package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.clock.ClusterClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of a custom type: its name and {@code additionalPrinterColumns}. */
final class CustomColumns implements TablePrinter {
  private final ClusterClock clock;
  private final ObjectNode nameColumn;
  private final List<Column> columns;

  /** A stated column and where its value is; no path if it is one that nobody understands. */
  private record Column(ObjectNode stated, Optional<JsonPath> path) {
    static Column of(ObjectNode stated) {
      return new Column(stated, JsonPath.compile(stated.path("jsonPath").asText()));
    }
  }

  CustomColumns(ClusterClock clock, ObjectNode nameColumn, List<ObjectNode> stated) {
    this.clock = clock;
    this.nameColumn = nameColumn.deepCopy();
    this.columns = (stated.isEmpty() ? List.of(age()) : stated).stream().map(Column::of).toList();
  }

  private static ObjectNode age() {
    ObjectNode age = JsonNodeFactory.instance.objectNode();
    age.put("name", "Age").put("type", "date");
    return age.put("jsonPath", ".metadata.creationTimestamp");
  }

  @Override
  public List<ObjectNode> columns() {
    List<ObjectNode> defined = new ArrayList<>();
    defined.add(nameColumn.deepCopy());
    columns.forEach(column -> defined.add(definition(column.stated())));
    return defined;
  }

  private static ObjectNode definition(ObjectNode stated) {
    String description = stated.path("description").asText();
    ObjectNode column = JsonNodeFactory.instance.objectNode();
    column.put("name", stated.path("name").asText());
    column.put("type", stated.path("type").asText());
    column.put("format", stated.path("format").asText());
    column.put(
        "description",
        description.isEmpty()
            ? "Custom resource definition column (in JSONPath format): "
                + stated.path("jsonPath").asText()
            : description);
    return column.put("priority", stated.path("priority").asInt());
  }

  @Override
  public ArrayNode cells(ObjectNode object) {
    Cells row = new Cells(object, clock.now());
    ArrayNode cells = row.name().row();
    for (Column column : columns) {
      Optional<JsonNode> value = column.path().flatMap(path -> path.first(object));
      String type = column.stated().path("type").asText();
      cells.add(value.map(found -> cell(type, found, row)).orElse(NullNode.getInstance()));
    }
    return cells;
  }

  private static JsonNode cell(String type, JsonNode value, Cells row) {
    return switch (type) {
      case "string" -> TextNode.valueOf(text(value));
      case "integer" ->
          value.isNumber() ? LongNode.valueOf(value.asLong()) : NullNode.getInstance();
      case "number" -> value.isNumber() ? number(value) : NullNode.getInstance();
      case "boolean" ->
          value.isBoolean() ? BooleanNode.valueOf(value.asBoolean()) : NullNode.getInstance();
      case "date" ->
          value.isTextual() ? TextNode.valueOf(row.since(value)) : NullNode.getInstance();
      default -> NullNode.getInstance();
    };
  }

  private static JsonNode number(JsonNode value) {
    return value.canConvertToExactIntegral()
        ? LongNode.valueOf(value.asLong())
        : DoubleNode.valueOf(value.asDouble());
  }

  private static String text(JsonNode value) {
    if (value.isNull()) {
      return "<no value>";
    }
    return value.isValueNode() ? value.asText() : sorted(value).toString();
  }

  private static JsonNode sorted(JsonNode value) {
    if (!value.isObject()) {
      return value;
    }
    ObjectNode sorted = JsonNodeFactory.instance.objectNode();
    value
        .propertyStream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> sorted.set(e.getKey(), sorted(e.getValue())));
    return sorted;
  }
}
