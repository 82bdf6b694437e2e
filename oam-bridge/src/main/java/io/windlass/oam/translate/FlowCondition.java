package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import java.util.Optional;

/**
 * What must hold before a value is passed.
 *
 * @param op eq, notEq or notEmpty
 * @param path of the object that the value comes from; empty for the value itself
 * @param wanted what it is compared with
 */
record FlowCondition(String op, Optional<FieldPath> path, Optional<Json> wanted) {

  /** Reads one; {@code application} is what {@code valueFrom} looks into. */
  static FlowCondition read(Node node, Json application) {
    node.only("op", "value", "valueFrom", "fieldPath");
    String op = node.word("op", "eq", "notEq", "notEmpty").orElse("");
    if (!node.has("op")) {
      node.missing("op");
    }
    if (node.has("value") && node.has("valueFrom")) {
      node.errorAt("valueFrom", Node.INVALID, "value says the same");
    }
    Optional<Json> wanted = node.raw("value");
    if (node.has("valueFrom")) {
      Node from = node.child("valueFrom");
      from.only("fieldPath");
      wanted = DataFlow.path(from, "fieldPath").flatMap(path -> path.read(application));
    } else if (wanted.isEmpty() && !op.equals("notEmpty")) {
      node.missing("value");
    }
    Optional<FieldPath> path =
        node.has("fieldPath") ? DataFlow.path(node, "fieldPath") : Optional.empty();
    return new FlowCondition(op, path, wanted);
  }

  /** Whether it holds for a value and the object that it comes from. */
  boolean holds(Optional<Json> value, Json source) {
    Optional<String> found =
        path.map(it -> it.read(source)).orElse(value).flatMap(Node::scalarText);
    Optional<String> other = wanted.flatMap(Node::scalarText);
    return switch (op) {
      case "eq" -> found.isPresent() && found.equals(other);
      case "notEq" -> found.isPresent() && !found.equals(other);
      default -> found.filter(text -> !text.isEmpty()).isPresent();
    };
  }
}
