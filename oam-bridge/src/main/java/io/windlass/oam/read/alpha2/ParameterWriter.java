package io.windlass.oam.read.alpha2;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.oam.document.FieldPath;
import io.windlass.oam.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes an operator's values into the fields of a workload, in the order in which the component
 * declares its parameters. A field keeps its type where the value can be told in it.
 */
final class ParameterWriter {
  private final Map<String, Node> declared = new LinkedHashMap<>();
  private final Map<String, List<FieldPath>> paths = new LinkedHashMap<>();

  /** Reads the declarations of a Component. */
  ParameterWriter(Node component) {
    for (Node item : component.items("parameters")) {
      item.only("name", "fieldPaths", "required", "description");
      item.flag("required");
      String name = item.requiredText("name");
      if (declared.put(name, item) != null) {
        item.errorAt("name", "Duplicate", "parameter \"%s\" is there twice".formatted(name));
      }
      paths.put(name, fieldPaths(item));
    }
  }

  private List<FieldPath> fieldPaths(Node item) {
    List<FieldPath> found = new ArrayList<>();
    for (String text : item.texts("fieldPaths")) {
      Optional<FieldPath> path = FieldPath.parse(text);
      if (path.isEmpty()) {
        item.errorAt("fieldPaths", Node.INVALID, "\"%s\" is no path of a field".formatted(text));
      } else if (found.stream().anyMatch(path.get()::overlaps) || overlaps(path.get())) {
        item.errorAt(
            "fieldPaths", "OverlappingParameters", "\"%s\" is written already".formatted(text));
      }
      path.ifPresent(found::add);
    }
    if (found.isEmpty() && item.texts("fieldPaths").isEmpty()) {
      item.missing("fieldPaths");
    }
    return found;
  }

  private boolean overlaps(FieldPath path) {
    return paths.values().stream().flatMap(List::stream).anyMatch(path::overlaps);
  }

  /** Whether some parameter may write there. */
  boolean mayWrite(FieldPath path) {
    return overlaps(path);
  }

  /** The workload with the values in it. */
  Json.Obj write(Json.Obj workload, Node instance) {
    Map<String, Node> values = values(instance);
    Json made = workload;
    for (Map.Entry<String, Node> parameter : declared.entrySet()) {
      Node value = values.get(parameter.getKey());
      if (value == null) {
        checkRequired(parameter, instance);
        continue;
      }
      for (FieldPath path : paths.getOrDefault(parameter.getKey(), List.of())) {
        made = write(made, path, value);
      }
    }
    return made.object();
  }

  private Map<String, Node> values(Node instance) {
    Map<String, Node> values = new LinkedHashMap<>();
    for (Node item : instance.items("parameterValues")) {
      item.only("name", "value");
      String name = item.requiredText("name");
      if (!declared.containsKey(name)) {
        item.errorAt(
            "name",
            "UndeclaredParameter",
            "the component has no parameter \"%s\"; it has %s".formatted(name, declared.keySet()));
      } else if (!item.has("value")) {
        item.missing("value");
      } else if (values.put(name, item) != null) {
        item.errorAt("name", "Duplicate", "\"%s\" is set twice".formatted(name));
      }
    }
    return values;
  }

  private static void checkRequired(Map.Entry<String, Node> parameter, Node instance) {
    if (parameter.getValue().json().bool("required").orElse(false)) {
      instance.errorAt(
          "parameterValues",
          "MissingParameter",
          "parameter \"%s\" is required".formatted(parameter.getKey()));
    }
  }

  private static Json write(Json made, FieldPath path, Node item) {
    Json value = item.raw("value").orElse(Json.Null.VALUE);
    Optional<Json> before = path.read(made).filter(it -> !(it instanceof Json.Null));
    Optional<Json> fitting = before.isEmpty() ? Optional.of(value) : fit(value, before.get());
    if (fitting.isEmpty()) {
      item.errorAt(
          "value",
          Node.WRONG_TYPE,
          "%s cannot take the place of %s"
              .formatted(item.show("value"), JsonText.canonical(before.orElseThrow())));
      return made;
    }
    Optional<Json> written = path.write(made, fitting.get());
    if (written.isEmpty()) {
      item.errorAt("value", Node.INVALID, "the component has no place for it in the workload");
    }
    return written.orElse(made);
  }

  /** The value as the type of what stood there, if nothing is lost. */
  private static Optional<Json> fit(Json value, Json before) {
    return switch (before) {
      case Json.Text _ -> Node.scalarText(value).map(Json::of);
      case Json.Num _ ->
          value instanceof Json.Text(String text) ? number(text) : same(value, before);
      case Json.Bool _ ->
          value instanceof Json.Text(String text) && (text.equals("true") || text.equals("false"))
              ? Optional.of(Json.of(text.equals("true")))
              : same(value, before);
      default -> same(value, before);
    };
  }

  private static Optional<Json> number(String text) {
    return text.matches("-?[0-9]{1,30}(\\.[0-9]{1,30})?")
        ? JsonText.tryParse(text)
        : Optional.empty();
  }

  private static Optional<Json> same(Json value, Json before) {
    return value.getClass() == before.getClass() ? Optional.of(value) : Optional.empty();
  }
}
