package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.schema.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** Metrics of pods or nodes as rows: name, CPU, memory and window. Thread-safe. */
public final class MetricsRows implements TablePrinter {
  private static final List<String> RESOURCES = List.of("cpu", "memory");

  private final boolean ofPods;

  public MetricsRows(ResourceType type) {
    this.ofPods = type.namespaced();
  }

  @Override
  public List<ObjectNode> columns() {
    return List.of(
        column("Name", "name", "Name must be unique within a namespace."),
        column("cpu", "quantity", ""),
        column("memory", "quantity", ""),
        column("Window", "duration", ""));
  }

  private static ObjectNode column(String name, String format, String description) {
    ObjectNode column = JsonNodeFactory.instance.objectNode();
    column.put("name", name).put("type", "string").put("format", format);
    return column.put("description", description).put("priority", 0);
  }

  @Override
  public ArrayNode cells(ObjectNode metrics) {
    ArrayNode cells = JsonNodeFactory.instance.arrayNode();
    cells.add(metrics.path("metadata").path("name").asText());
    RESOURCES.forEach(resource -> cells.add(total(metrics, resource)));
    return cells.add(metrics.path("window").asText());
  }

  private String total(ObjectNode metrics, String resource) {
    if (!ofPods) {
      return metrics.path("usage").path(resource).asText();
    }
    BigDecimal sum = BigDecimal.ZERO;
    Quantity.Notation notation = Quantity.Notation.DECIMAL;
    for (JsonNode container : metrics.path("containers")) {
      Quantity one = Quantity.of(container.path("usage").path(resource)).orElseThrow();
      sum = sum.add(one.amount());
      notation = one.notation();
    }
    return new Quantity(sum, notation).canonical();
  }
}
