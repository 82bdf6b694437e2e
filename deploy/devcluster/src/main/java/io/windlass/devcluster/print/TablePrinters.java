package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.clock.ClusterClock;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes printers: for built-in types with the columns that a Kubernetes 1.32 API server prints (as
 * {@code record-schemas} wrote them down), for custom types with those of their definitions. Ages
 * are told from the cluster's clock. Thread-safe; making one reads the recording.
 */
public final class TablePrinters {
  private final ClusterClock clock;
  private final JsonNode recorded = recorded();

  public TablePrinters(ClusterClock clock) {
    this.clock = clock;
  }

  /** The printer of a built-in type; name and age for a type without columns of its own. */
  public TablePrinter forBuiltIn(ResourceType type) {
    Optional<BuiltInRows.Row> row = BuiltInRows.of(type.qualifiedName());
    JsonNode columns = recorded.path(type.apiVersion() + "/" + type.plural());
    if (row.isEmpty() || columns.isMissingNode()) {
      return forCustom(List.of());
    }
    return new BuiltIn(copies(columns), row.get(), clock);
  }

  /** The printer of a custom type with these {@code additionalPrinterColumns}; none means age. */
  public TablePrinter forCustom(List<ObjectNode> additionalPrinterColumns) {
    ObjectNode nameColumn = (ObjectNode) recorded.path("v1/pods").get(0);
    return new CustomColumns(clock, nameColumn, additionalPrinterColumns);
  }

  private record BuiltIn(List<ObjectNode> columns, BuiltInRows.Row row, ClusterClock clock)
      implements TablePrinter {
    @Override
    public boolean emptyIsNull() {
      return columns.getLast().path("name").asText().equals("Created At");
    }

    @Override
    public ArrayNode cells(ObjectNode object) {
      Cells cells = new Cells(object, clock.now());
      row.write(object, cells);
      return cells.row();
    }
  }

  private static List<ObjectNode> copies(JsonNode columns) {
    return columns.valueStream().map(column -> (ObjectNode) column.deepCopy()).toList();
  }

  private static JsonNode recorded() {
    try (InputStream in = TablePrinters.class.getResourceAsStream("columns.json")) {
      if (in == null) {
        throw new IllegalStateException("missing resource columns.json");
      }
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("columns.json", e);
    }
  }
}
