package io.windlass.oam.document;

import io.windlass.core.model.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A value in a document with its place, read without ever failing: what is missing or of another
 * type becomes a problem and reads as absent. A field that is {@code null} is absent, as it is for
 * the API. For one thread, as {@link Problems} is.
 *
 * @param document kind and name of what is read
 */
public record Node(Json json, Path path, String document, Problems problems) {
  /** A value of the wrong type. */
  public static final String WRONG_TYPE = "WrongType";

  /** A value that is not allowed here. */
  public static final String INVALID = "InvalidValue";

  /** A field that must be there and is not. */
  public static final String MISSING = "MissingField";

  /** A field that nobody reads. */
  public static final String UNKNOWN = "UnknownField";

  /** A whole document. */
  public static Node of(Json.Obj object, String document, Problems problems) {
    return new Node(object, new Path.Root(), document, problems);
  }

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    return raw(field).isPresent();
  }

  /** The value of a field as it stands there. */
  public Optional<Json> raw(String field) {
    return json.at(field).filter(value -> !(value instanceof Json.Null));
  }

  /** The object of a field; reads as empty, with a problem, if there is something else. */
  public Node child(String field) {
    if (has(field) && !(raw(field).orElseThrow() instanceof Json.Obj)) {
      wrongType(field, "an object");
    }
    return new Node(json.object(field), path.field(field), document, problems);
  }

  /** The objects of a list; what is none of them becomes a problem and is left out. */
  public List<Node> items(String field) {
    List<Node> nodes = new ArrayList<>();
    for (Node item : values(field)) {
      if (item.json instanceof Json.Obj) {
        nodes.add(item);
      } else {
        item.error(WRONG_TYPE, item.show() + " is not an object");
      }
    }
    return nodes;
  }

  /** The elements of a list, whatever they are. */
  public List<Node> values(String field) {
    Optional<Json> value = raw(field);
    if (value.isPresent() && !(value.get() instanceof Json.Arr)) {
      wrongType(field, "a list");
    }
    List<Node> nodes = new ArrayList<>();
    for (Json item : json.items(field)) {
      nodes.add(new Node(item, path.field(field).item(nodes.size()), document, problems));
    }
    return nodes;
  }

  /** Text. */
  public Optional<String> text(String field) {
    Optional<String> text = json.text(field);
    if (text.isEmpty() && has(field)) {
      wrongType(field, "text");
    }
    return text;
  }

  /** Text that must be there and not be empty; reads as empty, with a problem, if it is not. */
  public String requiredText(String field) {
    if (!has(field)) {
      missing(field);
      return "";
    }
    Optional<String> text = text(field);
    if (text.isPresent() && text.get().isEmpty()) {
      errorAt(field, INVALID, "must not be empty");
    }
    return text.orElse("");
  }

  /** Text, or a number or truth value as its text; for values that end up as text anyway. */
  public Optional<String> scalar(String field) {
    return raw(field)
        .flatMap(
            value -> {
              Optional<String> text = scalarText(value);
              if (text.isEmpty()) {
                wrongType(field, "text, a number or a truth value");
              }
              return text;
            });
  }

  /** A scalar as text; empty for anything else. */
  public static Optional<String> scalarText(Json value) {
    return switch (value) {
      case Json.Text(String text) -> Optional.of(text);
      case Json.Num(BigDecimal number) -> Optional.of(number.toPlainString());
      case Json.Bool(boolean flag) -> Optional.of(String.valueOf(flag));
      default -> Optional.empty();
    };
  }

  /** A list of texts; numbers and truth values as their text. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Node item : values(field)) {
      Optional<String> text = scalarText(item.json);
      if (text.isEmpty()) {
        item.error(WRONG_TYPE, item.show() + " is not text");
      }
      text.ifPresent(texts::add);
    }
    return texts;
  }

  /** An object of texts, such as labels. */
  public Map<String, String> textMap(String field) {
    Map<String, String> texts = new TreeMap<>();
    Node map = child(field);
    map.json
        .object()
        .fields()
        .keySet()
        .forEach(key -> map.scalar(key).ifPresent(text -> texts.put(key, text)));
    return texts;
  }

  /** A truth value. */
  public Optional<Boolean> flag(String field) {
    Optional<Boolean> flag = json.bool(field);
    if (flag.isEmpty() && has(field)) {
      wrongType(field, "true or false");
    }
    return flag;
  }

  /** A whole number within a range; text that is one counts, since templates often quote. */
  public Optional<Integer> whole(String field, int least, int most) {
    if (!has(field)) {
      return Optional.empty();
    }
    Optional<Long> number = json.number(field).or(() -> wholeText(field));
    if (number.isEmpty()) {
      wrongType(field, "a whole number");
      return Optional.empty();
    }
    if (number.get() < least || number.get() > most) {
      errorAt(field, INVALID, "%d is not between %d and %d".formatted(number.get(), least, most));
      return Optional.empty();
    }
    return number.map(Long::intValue);
  }

  private Optional<Long> wholeText(String field) {
    return json.text(field).filter(text -> text.matches("-?[0-9]{1,18}")).map(Long::valueOf);
  }

  /** One of some words. */
  public Optional<String> word(String field, String... words) {
    Optional<String> word = text(field);
    if (word.isPresent() && !List.of(words).contains(word.get())) {
      errorAt(field, INVALID, show(field) + " is none of " + String.join(", ", words));
      return Optional.empty();
    }
    return word;
  }

  /** The first of these names that is there; else the first of all. */
  public String first(String... names) {
    return Arrays.stream(names).filter(this::has).findFirst().orElse(names[0]);
  }

  /** Names every field but these in a problem. */
  public void only(String... fields) {
    Set<String> known = Set.of(fields);
    json.object().fields().keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> errorAt(name, UNKNOWN, unknown(name, fields)));
  }

  private static String unknown(String name, String... fields) {
    String[] sorted = fields.clone();
    Arrays.sort(sorted);
    return "\"%s\" is not a field here; there are %s".formatted(name, String.join(", ", sorted));
  }

  /** A problem of the field that is missing. */
  public void missing(String field) {
    errorAt(field, MISSING, "is required");
  }

  private void wrongType(String field, String wanted) {
    errorAt(field, WRONG_TYPE, "%s is not %s".formatted(show(field), wanted));
  }

  /** A problem of this value. */
  public void error(String reason, String message) {
    add(Severity.ERROR, path, reason, message);
  }

  /** A problem of a field. */
  public void errorAt(String field, String reason, String message) {
    add(Severity.ERROR, path.field(field), reason, message);
  }

  /** Something to know of a field. */
  public void warnAt(String field, String reason, String message) {
    add(Severity.WARNING, path.field(field), reason, message);
  }

  /** Something to know of this value. */
  public void warn(String reason, String message) {
    add(Severity.WARNING, path, reason, message);
  }

  private void add(Severity severity, Path at, String reason, String message) {
    problems.add(new Problem(severity, document, at.text(), reason, message));
  }

  /** A field's value as it is quoted in messages. */
  public String show(String field) {
    return show(json.at(field).orElse(Json.Null.VALUE));
  }

  /** This value as it is quoted in messages. */
  public String show() {
    return show(json);
  }

  private static String show(Json value) {
    return switch (value) {
      case Json.Text(String text) -> "\"" + text + "\"";
      case Json.Arr _ -> "a list";
      case Json.Obj _ -> "an object";
      case Json.Null() -> "null";
      default -> scalarText(value).orElseThrow();
    };
  }
}
