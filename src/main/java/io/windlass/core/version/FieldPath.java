package io.windlass.core.version;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The way to a field of a document, as names of fields. Map keys may hold dots and slashes. */
public record FieldPath(List<String> steps) {
  public FieldPath {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a path to nothing");
    }
    steps = List.copyOf(steps);
  }

  /** A path of names that hold no dot: {@code spec.replicas}. */
  public static FieldPath of(String dotted) {
    return new FieldPath(List.of(dotted.split("\\.", -1)));
  }

  /** This path and a step more. */
  public FieldPath then(String name) {
    List<String> longer = new ArrayList<>(steps);
    longer.add(name);
    return new FieldPath(longer);
  }

  /** The value there; empty if a step is missing or not an object. */
  public Optional<Json> in(Json.Obj document) {
    return document.at(steps.toArray(String[]::new));
  }

  /** The document with a value there; what stands in the way and is no object gives way. */
  public Json.Obj set(Json.Obj document, Json value) {
    return set(document, steps, value);
  }

  private static Json.Obj set(Json.Obj document, List<String> steps, Json value) {
    String name = steps.getFirst();
    return steps.size() == 1
        ? document.with(name, value)
        : document.with(name, set(document.object(name), steps.subList(1, steps.size()), value));
  }

  /** The document without the field; parents stay, even if they are left empty. */
  public Json.Obj remove(Json.Obj document) {
    return in(document).isEmpty() ? document : remove(document, steps, false);
  }

  /** The same, and the field's own parent goes too if this leaves it empty. */
  public Json.Obj removeWithParent(Json.Obj document) {
    return in(document).isEmpty() ? document : remove(document, steps, true);
  }

  private static Json.Obj remove(Json.Obj document, List<String> steps, boolean withParent) {
    String name = steps.getFirst();
    if (steps.size() == 1) {
      return document.without(name);
    }
    Json.Obj child = remove(document.object(name), steps.subList(1, steps.size()), withParent);
    boolean emptied = withParent && steps.size() == 2 && child.fields().isEmpty();
    return emptied ? document.without(name) : document.with(name, child);
  }

  /** The same field of a schema: {@code a.b} is at {@code properties.a.properties.b}. */
  public FieldPath inSchema() {
    return new FieldPath(steps.stream().flatMap(s -> Stream.of("properties", s)).toList());
  }

  /** {@code spec.replicas}, with unusual names in brackets: {@code metadata.labels[a/b]}. */
  public String dotted() {
    StringBuilder text = new StringBuilder(steps.getFirst());
    for (String step : steps.subList(1, steps.size())) {
      text.append(
          step.chars().allMatch(Character::isLetterOrDigit) ? "." + step : "[" + step + "]");
    }
    return text.toString();
  }
}
