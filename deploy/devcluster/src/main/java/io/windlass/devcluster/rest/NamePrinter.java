package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.print.TablePrinter;
import java.util.List;

/** The columns of types that have none of their own: name and time of creation. */
public final class NamePrinter implements TablePrinter {
  @Override
  public List<ObjectNode> columns() {
    return List.of(column("Name", "string", "name"), column("Created At", "date", ""));
  }

  @Override
  public ArrayNode cells(ObjectNode object) {
    return JsonNodeFactory.instance
        .arrayNode()
        .add(Documents.text(object, "metadata", "name"))
        .add(Documents.text(object, "metadata", "creationTimestamp"));
  }

  private static ObjectNode column(String name, String type, String format) {
    return Documents.object()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", "")
        .put("priority", 0);
  }
}
