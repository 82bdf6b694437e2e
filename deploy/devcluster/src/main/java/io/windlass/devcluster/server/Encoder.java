package io.windlass.devcluster.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.print.TablePrinter;
import io.windlass.devcluster.rest.Served;
import java.util.List;

/** Objects as tables and as metadata alone. Stateless. */
final class Encoder {
  private static final String META = "meta.k8s.io/v1";
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private Encoder() {}

  /** {@code PartialObjectMetadata} of an object. */
  static ObjectNode metadata(ObjectNode object) {
    ObjectNode partial = Documents.object();
    partial.put("kind", "PartialObjectMetadata");
    partial.put("apiVersion", META);
    partial.set("metadata", withoutConverted(object));
    return partial;
  }

  // The annotation comes with the conversion to the version of the object, which this form skips.
  private static JsonNode withoutConverted(ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (!metadata.path("annotations").has(TEMPLATE_GENERATION)) {
      return metadata;
    }
    ObjectNode copy = metadata.deepCopy();
    ObjectNode annotations = (ObjectNode) copy.path("annotations");
    annotations.remove(TEMPLATE_GENERATION);
    if (annotations.isEmpty()) {
      copy.remove("annotations");
    }
    return copy;
  }

  /** An empty list document of a kind. */
  static ObjectNode list(String kind, String apiVersion) {
    ObjectNode list = Documents.object();
    list.put("kind", kind);
    list.put("apiVersion", apiVersion);
    list.putObject("metadata");
    return list;
  }

  /** {@code PartialObjectMetadataList} of objects. */
  static ObjectNode metadataList(List<ObjectNode> objects) {
    ObjectNode list = list("PartialObjectMetadataList", META);
    // Without objects it is a null, as the API server's.
    if (objects.isEmpty()) {
      list.putNull("items");
      return list;
    }
    ArrayNode items = list.putArray("items");
    objects.forEach(object -> items.add(metadata(object)));
    return list;
  }

  /**
   * A {@code Table} with a row for each object.
   *
   * @param include what each row carries beside its cells: {@code None}, {@code Metadata} (also if
   *     empty) or {@code Object}
   */
  static ObjectNode table(Served served, List<ObjectNode> objects, String include) {
    checkInclude(include);
    ObjectNode table = list("Table", META);
    TablePrinter printer = served.printer();
    printer.columns().forEach(table.putArray("columnDefinitions")::add);
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : objects) {
      rows.add(row(printer, object, include));
    }
    if (rows.isEmpty() && printer.emptyIsNull()) {
      table.putNull("rows");
    }
    return table;
  }

  private static void checkInclude(String include) {
    if (!List.of("", "None", "Metadata", "Object").contains(include)) {
      throw ApiException.badRequest(
          "Unable to convert to Table as requested: includeObject: Invalid value: \"%s\": must be 'Metadata', 'Object', 'None', or empty"
              .formatted(include));
    }
  }

  private static ObjectNode row(TablePrinter printer, ObjectNode object, String include) {
    ObjectNode row = Documents.object();
    row.set("cells", printer.cells(object));
    switch (include) {
      case "None" -> row.putNull("object");
      case "Object" -> row.set("object", object);
      default -> row.set("object", metadata(object));
    }
    return row;
  }
}
