package io.windlass.core.autoscaling.spec;

import io.windlass.core.model.Json;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** An object within the document, with its path and the faults found so far. */
record Node(Json json, String path, List<Finding> faults) {

  Node child(String field) {
    return new Node(json.object(field), path + "." + field, faults);
  }

  List<Node> items(String field) {
    List<Node> nodes = new ArrayList<>();
    for (Json item : json.items(field)) {
      String key = item.text("name").orElse(String.valueOf(nodes.size()));
      nodes.add(new Node(item, "%s.%s[%s]".formatted(path, field, key), faults));
    }
    return nodes;
  }

  boolean has(String field) {
    return json.at(field).filter(it -> !(it instanceof Json.Null)).isPresent();
  }

  Optional<String> text(String field) {
    return json.text(field);
  }

  boolean flag(String field, boolean otherwise) {
    return json.bool(field).orElse(otherwise);
  }

  OptionalLong number(String field) {
    return json.number(field).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /** A number within a range, or a fault of the given check. */
  OptionalLong number(String field, long least, long most, int code) {
    OptionalLong found = number(field);
    if (has(field) && (found.isEmpty() || found.getAsLong() < least || found.getAsLong() > most)) {
      reject(code, field, "%s is not a number from %d to %d".formatted(show(field), least, most));
      return OptionalLong.empty();
    }
    return found;
  }

  /** One of some words, or a fault. */
  <T> T word(String field, Map<String, T> words, T otherwise, int code) {
    if (!has(field)) {
      return otherwise;
    }
    String word = text(field).orElse("");
    if (!words.containsKey(word)) {
      reject(
          code,
          field,
          "%s is none of %s".formatted(show(field), words.keySet().stream().sorted().toList()));
    }
    return words.getOrDefault(word, otherwise);
  }

  /** A duration like 1h30m, or a fault. */
  Duration duration(String field, Duration otherwise) {
    if (!has(field)) {
      return otherwise;
    }
    String text = text(field).orElse("");
    if (!text.matches("(?=.{2,20}$)([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?")) {
      reject(12, field, show(field) + " is no duration such as 10h or 1h30m");
      return otherwise;
    }
    return Duration.parse("PT" + text);
  }

  Optional<LocalDate> date(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text(field).orElse("")));
    } catch (DateTimeParseException notADate) {
      reject(26, field, show(field) + " is no date such as 2026-10-01");
      return Optional.empty();
    }
  }

  void reject(int code, String field, String message) {
    faults.add(Finding.reject(code, field.isEmpty() ? path : path + "." + field, message));
  }

  String show(String field) {
    return switch (json.at(field).orElse(Json.Null.VALUE)) {
      case Json.Text(String value) -> "\"" + value + "\"";
      case Json.Num(var value) -> value.toPlainString();
      case Json.Bool(boolean value) -> String.valueOf(value);
      default -> "this";
    };
  }
}
