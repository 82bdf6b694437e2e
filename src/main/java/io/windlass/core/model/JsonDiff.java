package io.windlass.core.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What differs between two documents. Arrays are compared item by item; arrays of different length
 * are one change. Stateless; cost O(size of both).
 */
public final class JsonDiff {
  private JsonDiff() {}

  /**
   * One difference. The path holds field names and array indexes; it is empty if the roots differ.
   */
  public sealed interface Change {
    List<String> path();

    record Added(List<String> path, Json value) implements Change {}

    record Removed(List<String> path, Json value) implements Change {}

    record Replaced(List<String> path, Json from, Json to) implements Change {}
  }

  /** All differences, in the order of the paths; none if the documents are equal. */
  public static List<Change> between(Json from, Json to) {
    List<Change> changes = new ArrayList<>();
    if (!from.equals(to)) {
      compare(List.of(), from, to, changes);
    }
    return List.copyOf(changes);
  }

  /** Of two documents that differ. */
  private static void compare(List<String> path, Json from, Json to, List<Change> changes) {
    if (from instanceof Json.Obj before && to instanceof Json.Obj after) {
      compareFields(path, before, after, changes);
    } else if (from instanceof Json.Arr before
        && to instanceof Json.Arr after
        && before.items().size() == after.items().size()) {
      compareItems(path, before.items(), after.items(), changes);
    } else {
      changes.add(new Change.Replaced(path, from, to));
    }
  }

  private static void compareItems(
      List<String> path, List<Json> before, List<Json> after, List<Change> changes) {
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(after.get(i))) {
        compare(step(path, Integer.toString(i)), before.get(i), after.get(i), changes);
      }
    }
  }

  private static void compareFields(
      List<String> path, Json.Obj before, Json.Obj after, List<Change> changes) {
    FieldMap old = FieldMap.of(before.unpacked().fields());
    FieldMap now = FieldMap.of(after.unpacked().fields());
    int o = 0;
    int n = 0;
    while (o < old.size() || n < now.size()) {
      int order = order(old, o, now, n);
      if (order < 0) {
        changes.add(new Change.Removed(step(path, old.name(o)), old.value(o)));
      } else if (order > 0) {
        changes.add(new Change.Added(step(path, now.name(n)), now.value(n)));
      } else if (!old.value(o).equals(now.value(n))) {
        compare(step(path, old.name(o)), old.value(o), now.value(n), changes);
      }
      o += order <= 0 ? 1 : 0;
      n += order >= 0 ? 1 : 0;
    }
  }

  /** Which of two fields comes first; the one that is there if there are no more of the other. */
  private static int order(FieldMap old, int o, FieldMap now, int n) {
    if (o == old.size() || n == now.size()) {
      return o == old.size() ? 1 : -1;
    }
    return old.name(o).compareTo(now.name(n));
  }

  private static List<String> step(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}
