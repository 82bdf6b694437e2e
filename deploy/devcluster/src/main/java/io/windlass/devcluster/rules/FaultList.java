package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.api.ApiException.Cause;
import io.windlass.devcluster.schema.Faults;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The faults of one object, in the order in which they were found. Not thread-safe. */
final class FaultList {
  private final List<Cause> causes = new ArrayList<>();

  List<Cause> causes() {
    return List.copyOf(causes);
  }

  boolean isEmpty() {
    return causes.isEmpty();
  }

  /** How many there are so far. */
  int count() {
    return causes.size();
  }

  void add(Cause cause) {
    causes.add(cause);
  }

  void required(At at) {
    add(Faults.required(at.path(), ""));
  }

  void required(At at, String detail) {
    add(Faults.required(at.path(), detail));
  }

  void invalid(At at, String detail) {
    add(Faults.invalid(at.path(), at.value(), detail));
  }

  /** About a text that is not the value itself: a key, or nothing. */
  void invalid(At at, String shown, String detail) {
    add(Faults.invalid(at.path(), shown, detail));
  }

  /** About a value that the message shows in Go's words, which this text is. */
  void invalidShown(At at, String shown, String detail) {
    add(
        new Cause(
            "FieldValueInvalid", "Invalid value: %s: %s".formatted(shown, detail), at.path()));
  }

  void forbidden(At at, String detail) {
    add(Faults.forbidden(at.path(), detail));
  }

  /** One fault for each message that a format has about the text. */
  void format(At at, Function<String, List<String>> format) {
    format.apply(at.text()).forEach(message -> invalid(at, at.text(), message));
  }

  /** A text that must be there. */
  void present(At at) {
    if (at.value().isValueNode() ? at.isBlank() : at.value().isEmpty()) {
      required(at);
    }
  }

  /** A text that must be there and be one of these. */
  void oneOfOrRequired(At at, List<String> supported) {
    if (at.isBlank()) {
      required(at);
    } else {
      oneOf(at, supported);
    }
  }

  /** A value that must be one of these, in the order of the message. */
  void oneOf(At at, List<String> supported) {
    if (!supported.contains(at.text())) {
      JsonNode shown = TextNode.valueOf(at.text());
      add(Faults.notSupported(at.path(), shown, supported));
    }
  }

  void notNegative(At at) {
    if (at.isSet() && at.value().asLong() < 0) {
      invalid(at, "must be greater than or equal to 0");
    }
  }

  void between(At at, long min, long max) {
    long value = at.value().asLong();
    if (value < min || value > max) {
      invalid(at, "must be between %d and %d, inclusive".formatted(min, max));
    }
  }

  /** A fault for each repeated text under a field of the elements. */
  void unique(List<At> elements, Function<At, At> key) {
    Set<JsonNode> seen = new HashSet<>();
    for (At element : elements) {
      At at = key.apply(element);
      if (!at.isBlank() && !seen.add(at.value())) {
        add(Faults.duplicate(at.path(), at.value()));
      }
    }
  }
}
