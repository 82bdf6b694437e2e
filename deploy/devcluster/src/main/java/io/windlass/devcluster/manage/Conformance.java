package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.manage.FieldType.ListType;
import io.windlass.devcluster.manage.FieldType.MapType;
import io.windlass.devcluster.manage.FieldType.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a configuration is one of its type, in the server's words. Not thread-safe. */
final class Conformance {
  private final List<String> faults = new ArrayList<>();

  /** All faults as one text, empty if there is none. */
  static String faults(JsonNode value, FieldType type) {
    Conformance conformance = new Conformance();
    conformance.visit(value, type, "");
    List<String> found = conformance.faults;
    return found.size() < 2 ? String.join("", found) : "errors:\n  " + String.join("\n  ", found);
  }

  private void visit(JsonNode value, FieldType type, String path) {
    if (type.equals(FieldType.untyped()) || type.equals(FieldType.deduced())) {
      return;
    }
    switch (FieldType.narrow(type, value)) {
      case MapType map -> map(value, map, path);
      case FieldType.Any any -> map(value, any.map(), path);
      case ListType list -> list(value, list, path);
      case Scalar scalar -> scalar(value, scalar, path);
    }
  }

  private void map(JsonNode value, MapType type, String path) {
    if (value.isNull()) {
      return;
    }
    if (!value.isObject()) {
      add(path, "expected map, got " + shown(value));
      return;
    }
    for (Map.Entry<String, JsonNode> e : value.properties()) {
      String below = path + "." + e.getKey();
      if (type.at(e.getKey()).isEmpty()) {
        add(below, "field not declared in schema");
        return;
      }
      visit(e.getValue(), type.at(e.getKey()).get(), below);
    }
  }

  private void list(JsonNode value, ListType type, String path) {
    if (value.isNull()) {
      return;
    }
    if (!value.isArray()) {
      add(path, "expected list, got " + shown(value));
      return;
    }
    Set<PathElement> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      PathElement step = PathElement.index(i);
      if (!type.atomic()) {
        try {
          step = ListElements.identity(value.get(i), type);
        } catch (ListElements.Unidentified e) {
          add(path, "element %d: %s".formatted(i, e.getMessage()));
          return;
        }
        if (!seen.add(step)) {
          add(path, "duplicate entries for key " + step);
        }
      }
      visit(value.get(i), type.items(), path + step);
    }
  }

  private void scalar(JsonNode value, Scalar type, String path) {
    if (value.isNull()) {
      return;
    }
    switch (type.kind()) {
      case NUMERIC -> {
        if (!value.isNumber()) {
          add(path, "expected numeric (int or float), got " + goType(value));
        }
      }
      case STRING -> {
        if (!value.isTextual()) {
          add(path, "expected string, got &value.valueUnstructured{Value:" + goSyntax(value) + "}");
        }
      }
      case BOOLEAN -> {
        if (!value.isBoolean()) {
          add(path, "expected boolean, got " + shown(value));
        }
      }
      case UNTYPED -> {
        if (value.isContainerNode()) {
          add(path, "expected any scalar, got " + shown(value));
        }
      }
    }
  }

  private void add(String path, String message) {
    faults.add(path.isEmpty() ? message : path + ": " + message);
  }

  private static String shown(JsonNode value) {
    return "&{" + plain(value) + "}";
  }

  private static String plain(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        List<String> parts =
            value
                .propertyStream()
                .map(e -> e.getKey() + ":" + plain(e.getValue()))
                .sorted()
                .toList();
        yield "map[" + String.join(" ", parts) + "]";
      }
      case ARRAY ->
          "[" + String.join(" ", value.valueStream().map(Conformance::plain).toList()) + "]";
      case NULL -> "<nil>";
      default -> value.asText();
    };
  }

  private static String goSyntax(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> {
        List<String> parts =
            value
                .propertyStream()
                .map(e -> "\"" + e.getKey() + "\":" + goSyntax(e.getValue()))
                .sorted()
                .toList();
        yield "map[string]interface {}{" + String.join(", ", parts) + "}";
      }
      case ARRAY -> {
        List<String> parts = value.valueStream().map(Conformance::goSyntax).toList();
        yield "[]interface {}{" + String.join(", ", parts) + "}";
      }
      case NULL -> "interface {}(nil)";
      default -> value.toString();
    };
  }

  private static String goType(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case ARRAY -> "[]interface {}";
      case BOOLEAN -> "bool";
      default -> "string";
    };
  }
}
