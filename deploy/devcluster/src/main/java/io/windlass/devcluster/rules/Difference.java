package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How two values differ, as lines for a message: {@code - path: old} and {@code + path: new}. */
final class Difference {
  private Difference() {}

  static String between(JsonNode before, JsonNode after) {
    List<String> lines = new ArrayList<>();
    compare("", before, after, lines);
    return String.join("\n", lines);
  }

  private static void compare(String path, JsonNode before, JsonNode after, List<String> lines) {
    if (before.equals(after)) {
      return;
    }
    if (before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        String field = path.isEmpty() ? name : path + "." + name;
        compare(field, before.path(name), after.path(name), lines);
      }
    } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
      for (int i = 0; i < before.size(); i++) {
        compare(path + "[" + i + "]", before.get(i), after.get(i), lines);
      }
    } else {
      line("- ", path, before, lines);
      line("+ ", path, after, lines);
    }
  }

  private static void line(String sign, String path, JsonNode value, List<String> lines) {
    if (!value.isMissingNode()) {
      lines.add(sign + path + ": " + value);
    }
  }
}
