package io.windlass.devcluster.print;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Columns and cells of one type, as server-side printing answers them. Thread-safe. */
public interface TablePrinter {
  /** The columns: {@code {name, type, format, description, priority}} each. */
  List<ObjectNode> columns();

  /**
   * Whether the rows of a table without objects are a null, as those of types without a printer.
   */
  default boolean emptyIsNull() {
    return false;
  }

  /** The cells of one object, one for each column. */
  com.fasterxml.jackson.databind.node.ArrayNode cells(ObjectNode object);
}
