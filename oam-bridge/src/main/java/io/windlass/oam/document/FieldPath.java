package io.windlass.oam.document;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field of an object as Components name it: {@code spec.containers[0].image}, {@code
 * metadata.labels[app]}, {@code metadata.annotations['a.b/c']}.
 */
public record FieldPath(List<Step> steps) {
  private static final int LONGEST_LIST = 100;
  private static final Pattern STEP =
      Pattern.compile(
          "\\.?([^.\\[\\]'\"]+)|\\[([0-9]{1,4})]|\\['([^']+)']|\\[\"([^\"]+)\"]|\\[([^\\]'\"]+)]");

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step into an object or a list. */
  public sealed interface Step {
    /** Into a field of an object. */
    record Name(String name) implements Step {}

    /** To an element of a list. */
    record Index(int index) implements Step {}
  }

  /** Reads a path; empty if it is none. */
  public static Optional<FieldPath> parse(String text) {
    List<Step> steps = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!step.find(end) || step.start() != end || (end == 0 && text.startsWith("."))) {
        return Optional.empty();
      }
      if (end > 0 && step.group(1) != null && text.charAt(end) != '.') {
        return Optional.empty();
      }
      steps.add(step(step));
      end = step.end();
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(new FieldPath(steps));
  }

  private static Step step(Matcher match) {
    if (match.group(2) != null) {
      return new Step.Index(Integer.parseInt(match.group(2)));
    }
    for (int group : new int[] {1, 3, 4, 5}) {
      String name = match.group(group);
      if (name != null) {
        return new Step.Name(name);
      }
    }
    throw new IllegalStateException("a step without a group: " + match.group());
  }

  /** The path as people write it. */
  public String text() {
    Path path = new Path.Root();
    for (Step step : steps) {
      path =
          switch (step) {
            case Step.Name(String name) -> path.field(name);
            case Step.Index(int index) -> path.item(index);
          };
    }
    return path.text();
  }

  /** Whether one of the two lies within the other. */
  public boolean overlaps(FieldPath other) {
    int common = Math.min(steps.size(), other.steps.size());
    return steps.subList(0, common).equals(other.steps.subList(0, common));
  }

  /** What stands there; empty if a step is missing. */
  public Optional<Json> read(Json json) {
    Optional<Json> here = Optional.of(json);
    for (Step step : steps) {
      here =
          here.flatMap(
              value ->
                  switch (step) {
                    case Step.Name(String name) -> value.at(name);
                    case Step.Index(int index) -> item(value, index);
                  });
    }
    return here;
  }

  private static Optional<Json> item(Json value, int index) {
    List<Json> items = value.items();
    return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
  }

  /**
   * The same document with another value there, and with the objects and lists on the way; empty if
   * something else is in the way, or if the path leaves a gap in a list.
   */
  public Optional<Json> write(Json json, Json value) {
    return write(json, 0, value);
  }

  private Optional<Json> write(Json json, int depth, Json value) {
    if (depth == steps.size()) {
      return Optional.of(value);
    }
    return switch (steps.get(depth)) {
      case Step.Name(String name) -> writeField(json, name, depth, value);
      case Step.Index(int index) -> writeItem(json, index, depth, value);
    };
  }

  private Optional<Json> writeField(Json json, String name, int depth, Json value) {
    if (!(json instanceof Json.Obj) && !(json instanceof Json.Null)) {
      return Optional.empty();
    }
    Map<String, Json> fields = new TreeMap<>(json.object().fields());
    return write(fields.getOrDefault(name, Json.Null.VALUE), depth + 1, value)
        .map(
            written -> {
              fields.put(name, written);
              return new Json.Obj(fields);
            });
  }

  private Optional<Json> writeItem(Json json, int index, int depth, Json value) {
    List<Json> items = new ArrayList<>(json.items());
    boolean isList = json instanceof Json.Arr || json instanceof Json.Null;
    if (!isList || index > items.size() || index >= LONGEST_LIST) {
      return Optional.empty();
    }
    if (index == items.size()) {
      items.add(Json.Null.VALUE);
    }
    return write(items.get(index), depth + 1, value)
        .map(
            written -> {
              items.set(index, written);
              return Json.of(items);
            });
  }
}
