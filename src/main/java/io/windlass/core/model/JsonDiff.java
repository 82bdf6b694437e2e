package io.windlass.core.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

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
    compare(List.of(), from, to, changes);
    return List.copyOf(changes);
  }

  private static void compare(List<String> path, Json from, Json to, List<Change> changes) {
    if (from.equals(to)) {
      return;
    }
    if (from instanceof Json.Obj before && to instanceof Json.Obj after) {
      compareFields(path, before, after, changes);
    } else if (from instanceof Json.Arr before
        && to instanceof Json.Arr after
        && before.items().size() == after.items().size()) {
      for (int i = 0; i < before.items().size(); i++) {
        compare(
            step(path, Integer.toString(i)), before.items().get(i), after.items().get(i), changes);
      }
    } else {
      changes.add(new Change.Replaced(path, from, to));
    }
  }

  private static void compareFields(
      List<String> path, Json.Obj before, Json.Obj after, List<Change> changes) {
    TreeSet<String> names = new TreeSet<>(before.fields().keySet());
    names.addAll(after.fields().keySet());
    for (String name : names) {
      Optional<Json> from = before.get(name);
      Optional<Json> to = after.get(name);
      List<String> here = step(path, name);
      if (from.isEmpty()) {
        changes.add(new Change.Added(here, to.orElseThrow()));
      } else if (to.isEmpty()) {
        changes.add(new Change.Removed(here, from.orElseThrow()));
      } else {
        compare(here, from.orElseThrow(), to.orElseThrow(), changes);
      }
    }
  }

  private static List<String> step(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return List.copyOf(longer);
  }
}
