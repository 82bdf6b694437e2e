package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.read.parts.Lookup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a schematic lets operators set, and what one of them did set. */
final class Parameters {
  private static final String[] TYPES = {"boolean", "number", "string", "null", "object", "array"};

  private final Map<String, Node> declared = new LinkedHashMap<>();

  /** Reads the declarations. */
  Parameters(Node schematic) {
    for (Node item : schematic.items("parameters")) {
      item.only("name", "description", "type", "required", "default");
      String name = item.requiredText("name");
      if (!item.has("type")) {
        item.missing("type");
      }
      item.word("type", TYPES);
      item.flag("required");
      if (declared.put(name, item) != null) {
        item.errorAt("name", "Duplicate", "parameter \"%s\" is there twice".formatted(name));
      }
      item.raw("default").ifPresent(value -> checkType(item, "default", item, value));
    }
  }

  /** The value of each parameter that has one. */
  Lookup resolve(Node instance, Variables variables) {
    Map<String, Json> values = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (Node given : instance.items("parameterValues")) {
      Node value = variables.apply(given);
      value.only("name", "value", "fromParam");
      String name = value.requiredText("name");
      if (!seen.add(name)) {
        value.errorAt("name", "Duplicate", "\"%s\" is set twice".formatted(name));
      }
      take(value, name, values);
    }
    declared.forEach((name, item) -> complete(name, item, instance, values));
    return new Lookup(declared.keySet(), values);
  }

  private void take(Node value, String name, Map<String, Json> values) {
    if (value.has("fromParam")) {
      value.errorAt("fromParam", Node.INVALID, "an application has no parameters of its own");
    }
    Node declaration = declared.get(name);
    if (declaration == null) {
      value.errorAt(
          "name",
          "UndeclaredParameter",
          "the component has no parameter \"%s\"; it has %s".formatted(name, declared.keySet()));
      return;
    }
    Optional<Json> raw = value.raw("value");
    if (raw.isEmpty() && !value.has("fromParam") && value.json().at("value").isEmpty()) {
      value.missing("value");
    }
    raw.ifPresent(
        it -> {
          if (checkType(declaration, "value", value, it)) {
            values.put(name, it);
          }
        });
  }

  private static void complete(
      String name, Node declaration, Node instance, Map<String, Json> values) {
    if (values.containsKey(name)) {
      return;
    }
    Optional<Json> otherwise = declaration.raw("default");
    otherwise.ifPresent(value -> values.put(name, value));
    boolean given =
        instance.json().items("parameterValues").stream()
            .anyMatch(
                it -> it.text("name").equals(Optional.of(name)) && it.at("value").isPresent());
    if (otherwise.isEmpty() && !given && declaration.json().bool("required").orElse(false)) {
      instance.errorAt(
          "parameterValues", "MissingParameter", "parameter \"%s\" is required".formatted(name));
    }
  }

  private static boolean checkType(Node declaration, String field, Node at, Json value) {
    String type = declaration.json().text("type").orElse("");
    boolean fits =
        switch (type) {
          case "boolean" -> value instanceof Json.Bool;
          case "number" -> value instanceof Json.Num;
          case "string" -> value instanceof Json.Text;
          case "object" -> value instanceof Json.Obj;
          case "array" -> value instanceof Json.Arr;
          case "null" -> false;
          default -> true;
        };
    if (!fits) {
      at.errorAt(field, Node.WRONG_TYPE, "%s is not a %s".formatted(at.show(field), type));
    }
    return fits;
  }
}
