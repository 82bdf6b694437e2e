package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.clock.ClusterClock;
import java.util.List;

/**
 * A Scale as a row: what is wanted and what is there, as {@code kubectl get --subresource=scale}
 * shows it. Thread-safe.
 */
public final class ScaleRows implements TablePrinter {
  private final ClusterClock clock;

  public ScaleRows(ClusterClock clock) {
    this.clock = clock;
  }

  @Override
  public List<ObjectNode> columns() {
    return List.of(
        column("Name", "string"),
        column("Desired", "integer"),
        column("Available", "integer"),
        column("Age", "string"));
  }

  private static ObjectNode column(String name, String type) {
    ObjectNode column = JsonNodeFactory.instance.objectNode();
    column.put("name", name).put("type", type).put("format", "");
    return column.put("description", "").put("priority", 0);
  }

  @Override
  public ArrayNode cells(ObjectNode scale) {
    Cells row = new Cells(scale, clock.now()).name();
    row.number(scale.at("/spec/replicas").asLong()).number(scale.at("/status/replicas").asLong());
    return row.age().row();
  }
}
