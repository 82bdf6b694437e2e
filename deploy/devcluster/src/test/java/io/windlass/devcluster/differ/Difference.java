package io.windlass.devcluster.differ;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where two normalised answers differ.
 *
 * @param where a JSON pointer
 * @param ours what this cluster says there, as JSON; empty for nothing
 * @param theirs what the referee says there
 */
record Difference(String where, String ours, String theirs) {
  private static final int MOST = 20;

  /** The first twenty differences of two trees. */
  static List<Difference> between(JsonNode ours, JsonNode theirs) {
    List<Difference> found = new ArrayList<>();
    compare("", ours, theirs, found);
    return found;
  }

  private static void compare(
      String where, JsonNode ours, JsonNode theirs, List<Difference> found) {
    if (found.size() >= MOST) {
      return;
    }
    if (ours.isObject() && theirs.isObject()) {
      Set<String> fields = new TreeSet<>();
      ours.fieldNames().forEachRemaining(fields::add);
      theirs.fieldNames().forEachRemaining(fields::add);
      for (String field : fields) {
        compare(where + "/" + field, ours.path(field), theirs.path(field), found);
      }
    } else if (ours.isArray() && theirs.isArray()) {
      for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
        compare(where + "/" + i, ours.path(i), theirs.path(i), found);
      }
    } else if (!same(ours, theirs)) {
      found.add(new Difference(where, ours.toString(), theirs.toString()));
    }
  }

  private static boolean same(JsonNode ours, JsonNode theirs) {
    boolean numbers = ours.isNumber() && theirs.isNumber();
    return numbers
        ? ours.decimalValue().compareTo(theirs.decimalValue()) == 0
        : ours.equals(theirs);
  }

  @Override
  public String toString() {
    return "%s: ours %s, theirs %s".formatted(where, brief(ours), brief(theirs));
  }

  private static String brief(String json) {
    if (json.isEmpty()) {
      return "nothing";
    }
    return json.length() > 300 ? json.substring(0, 300) + "..." : json;
  }
}
