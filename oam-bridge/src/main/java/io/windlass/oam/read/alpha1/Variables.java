package io.windlass.oam.read.alpha1;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of an application, which its values may name as {@code [fromVariable(NAME)]}. */
record Variables(Map<String, Json> values) {
  private static final Pattern REFERENCE =
      Pattern.compile("\\[fromVariable\\(([-._A-Za-z0-9]+)\\)]");

  static Variables read(Node spec) {
    Map<String, Json> values = new HashMap<>();
    for (Node item : spec.items("variables")) {
      item.only("name", "value");
      String name = item.requiredText("name");
      if (item.json().at("value").isEmpty()) {
        item.missing("value");
      }
      if (values.put(name, item.raw("value").orElse(Json.Null.VALUE)) != null) {
        item.errorAt("name", "Duplicate", "variable \"%s\" is there twice".formatted(name));
      }
    }
    return new Variables(values);
  }

  /** The same value with variables in place; a whole text keeps the variable's type. */
  Node apply(Node node) {
    return new Node(substitute(node.json(), node), node.path(), node.document(), node.problems());
  }

  private Json substitute(Json json, Node at) {
    return switch (json) {
      case Json.Text(String text) -> text(text, at);
      case Json.Obj object -> {
        Map<String, Json> fields = new TreeMap<>();
        object
            .fields()
            .forEach((name, value) -> fields.put(name, substitute(value, step(at, name))));
        yield new Json.Obj(fields);
      }
      case Json.Arr(List<Json> items) -> {
        List<Json> made = new ArrayList<>();
        for (Json item : items) {
          Node place = new Node(item, at.path().item(made.size()), at.document(), at.problems());
          made.add(substitute(item, place));
        }
        yield Json.of(made);
      }
      default -> json;
    };
  }

  private static Node step(Node at, String name) {
    return new Node(at.json(), at.path().field(name), at.document(), at.problems());
  }

  private Json text(String text, Node at) {
    Matcher reference = REFERENCE.matcher(text);
    if (reference.matches()) {
      return find(reference.group(1), at).orElseGet(() -> Json.of(text));
    }
    if (!text.contains("[fromVariable(")) {
      return Json.of(text);
    }
    return Json.of(
        REFERENCE
            .matcher(text)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        find(match.group(1), at).flatMap(Node::scalarText).orElse(""))));
  }

  private Optional<Json> find(String name, Node at) {
    Json value = values.get(name);
    if (value == null) {
      at.error(
          "UndefinedVariable", "names the variable \"%s\", which is not defined".formatted(name));
    }
    return Optional.ofNullable(value);
  }
}
