package io.windlass.core.version;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a plain conversion did not carry over: fields with the value that it yields and the one that
 * it ought to. Arrays are single values here.
 */
record Remainder(List<Difference> differences) {
  static final Remainder NOTHING = new Remainder(List.of());

  /** One field; empty means that it is not there. */
  record Difference(FieldPath path, Optional<Json> plain, Optional<Json> wanted) {}

  Remainder {
    differences = List.copyOf(differences);
  }

  /** What makes {@code wanted} of {@code plain}. */
  static Remainder between(Json.Obj plain, Json.Obj wanted) {
    List<Difference> found = new ArrayList<>();
    compare(List.of(), plain, wanted, found);
    return new Remainder(found);
  }

  private static void compare(
      List<String> at, Json.Obj plain, Json.Obj wanted, List<Difference> found) {
    TreeSet<String> names = new TreeSet<>(plain.fields().keySet());
    names.addAll(wanted.fields().keySet());
    for (String name : names) {
      Optional<Json> from = plain.get(name);
      Optional<Json> to = wanted.get(name);
      List<String> here = new ArrayList<>(at);
      here.add(name);
      if (from.equals(to)) {
        continue;
      }
      if (from.orElse(Json.Null.VALUE) instanceof Json.Obj before
          && to.orElse(Json.Null.VALUE) instanceof Json.Obj after) {
        compare(here, before, after, found);
      } else {
        found.add(new Difference(new FieldPath(here), from, to));
      }
    }
  }

  /** The document with every difference for which it still has the plain value. */
  Json.Obj applyTo(Json.Obj document) {
    Json.Obj result = document;
    for (Difference difference : differences) {
      FieldPath path = difference.path();
      if (path.in(result).equals(difference.plain())) {
        Json.Obj before = result;
        result =
            difference
                .wanted()
                .map(value -> path.set(before, value))
                .orElseGet(() -> path.remove(before));
      }
    }
    return result;
  }

  boolean isEmpty() {
    return differences.isEmpty();
  }

  String text() {
    return JsonText.canonical(
        Json.of(
            differences.stream()
                .map(
                    difference -> {
                      Json.Obj json =
                          Json.Obj.EMPTY.with(
                              "path",
                              Json.of(difference.path().steps().stream().map(Json::of).toList()));
                      Json.Obj from =
                          difference.plain().map(value -> json.with("plain", value)).orElse(json);
                      return difference
                          .wanted()
                          .map(value -> from.with("wanted", value))
                          .orElse(from);
                    })
                .toList()));
  }

  /** What {@link #text} wrote; anything else says nothing. */
  static Remainder parse(String text) {
    Json json = JsonText.tryParse(text).orElse(Json.Null.VALUE);
    if (!(json instanceof Json.Arr array)) {
      return NOTHING;
    }
    List<Difference> read = new ArrayList<>();
    for (Json item : array.items()) {
      List<String> steps =
          item.items("path").stream().flatMap(step -> step.text().stream()).toList();
      if (!steps.isEmpty() && mayChange(steps)) {
        read.add(new Difference(new FieldPath(steps), item.at("plain"), item.at("wanted")));
      }
    }
    return new Remainder(read);
  }

  // A conversion must leave the rest of the metadata alone, whatever somebody writes here.
  private static boolean mayChange(List<String> steps) {
    return switch (steps.getFirst()) {
      case "spec" -> true;
      case "metadata" ->
          steps.size() > 1 && (steps.get(1).equals("labels") || steps.get(1).equals("annotations"));
      default -> false;
    };
  }
}
