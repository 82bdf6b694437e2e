package io.windlass.core.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonDiff;
import io.windlass.core.model.Violation;
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
   */
  record Refused(int code, String reason, String message, List<Violation> causes)
      implements AdmissionAnswer {
    public Refused {
      causes = List.copyOf(causes);
    }
  }

  /** Allowed, with what makes {@code wanted} of {@code found}. */
  static Allowed changing(Json.Obj found, Json.Obj wanted) {
    return new Allowed(
        JsonDiff.between(found, wanted).stream().map(AdmissionAnswer::operation).toList());
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

  private static Json.Obj operation(JsonDiff.Change change) {
    Json.Obj at = Json.Obj.EMPTY.with("path", pointer(change.path()));
    return switch (change) {
      case JsonDiff.Change.Added(List<String> _, Json value) ->
          at.with("op", "add").with("value", value);
      case JsonDiff.Change.Removed(List<String> _, Json _) -> at.with("op", "remove");
      case JsonDiff.Change.Replaced(List<String> _, Json _, Json to) ->
          at.with("op", "replace").with("value", to);
    };
  }

  private static String pointer(List<String> path) {
    return path.stream()
        .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
