package io.windlass.core.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonDiff;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What a webhook says to a request. */
public sealed interface AdmissionAnswer {
  /** Nothing against it. */
  Allowed ALLOWED = new Allowed(List.of());

  /**
   * Nothing against it.
   *
   * @param patch JSON patch (RFC 6902) of the object, empty if it stays as it is
   * @param warnings what the user is told all the same, a sentence each
   */
  record Allowed(List<Json.Obj> patch, List<String> warnings) implements AdmissionAnswer {
    public Allowed {
      patch = List.copyOf(patch);
      warnings = List.copyOf(warnings);
    }

    /** With nothing to say. */
    public Allowed(List<Json.Obj> patch) {
      this(patch, List.of());
    }

    /** The same with these words to the user. */
    public Allowed warning(List<String> words) {
      return new Allowed(patch, words);
    }
  }

  /**
   * It is refused.
   *
   * @param code of HTTP
   * @param reason as one word of the API
   * @param causes all faults; may be empty
   * @param warnings what the user is told beside, a sentence each
   */
  record Refused(
      int code, String reason, String message, List<Violation> causes, List<String> warnings)
      implements AdmissionAnswer {
    public Refused {
      causes = List.copyOf(causes);
      warnings = List.copyOf(warnings);
    }

    /** With nothing beside. */
    public Refused(int code, String reason, String message, List<Violation> causes) {
      this(code, reason, message, causes, List.of());
    }
  }

  /** Allowed, with what makes {@code wanted} of {@code found}. */
  static Allowed changing(Json.Obj found, Json.Obj wanted) {
    return new Allowed(
        JsonDiff.between(found, wanted).stream()
            .flatMap(change -> operations(change).stream())
            .toList());
  }

  /** Refused for all its faults at once. */
  static Refused invalid(List<Violation> faults) {
    String message = faults.stream().map(Violation::toString).collect(Collectors.joining("; "));
    return new Refused(422, "Invalid", message, faults);
  }

  /** Refused though nothing is wrong with it. */
  static Refused forbidden(String message) {
    return new Refused(403, "Forbidden", message, List.of());
  }

  /** Refused because it cannot be understood. */
  static Refused unreadable(String message) {
    return new Refused(400, "BadRequest", message, List.of());
  }

  private static List<Json.Obj> operations(JsonDiff.Change change) {
    Json.Obj at = Json.Obj.EMPTY.with("path", pointer(change.path()));
    return switch (change) {
      case JsonDiff.Change.Added(List<String> _, Json value) -> List.of(added(at, value));
      case JsonDiff.Change.Removed(List<String> _, Json _) -> List.of(at.with("op", "remove"));
      case JsonDiff.Change.Replaced(List<String> path, Json from, Json to) -> {
        List<Json.Obj> grown = grown(pointer(path), from, to);
        yield grown.isEmpty() ? List.of(at.with("op", "replace").with("value", to)) : grown;
      }
    };
  }

  private static Json.Obj added(Json.Obj at, Json value) {
    return at.with("op", "add").with("value", value);
  }

  /** What is put in front of a list and behind it, if nothing in between changes. */
  private static List<Json.Obj> grown(String path, Json from, Json to) {
    if (!(from instanceof Json.Arr(List<Json> before))
        || !(to instanceof Json.Arr(List<Json> after))
        || before.isEmpty()) {
      return List.of();
    }
    int first = Collections.indexOfSubList(after, before);
    if (first < 0) {
      return List.of();
    }
    List<Json.Obj> added = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      if (i < first || i >= first + before.size()) {
        added.add(added(Json.Obj.EMPTY.with("path", path + "/" + i), after.get(i)));
      }
    }
    return added;
  }

  private static String pointer(List<String> path) {
    StringBuilder pointer = new StringBuilder();
    for (String step : path) {
      pointer.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
