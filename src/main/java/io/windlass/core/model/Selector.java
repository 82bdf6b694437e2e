package io.windlass.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * A label selector: all requirements must hold.
 *
 * @param requirements in the order of their keys; none selects everything
 */
public record Selector(List<Requirement> requirements) {
  /** Without requirements. */
  public static final Selector EVERYTHING = new Selector(List.of());

  public Selector {
    requirements =
        requirements.stream()
            .sorted(Comparator.comparing(Requirement::key).thenComparing(Requirement::text))
            .toList();
  }

  /**
   * Reads the API's form.
   *
   * @param field the path of {@code json}, for the faults
   * @param faults gets everything that is wrong; what could be read is in the result
   */
  public static Selector read(Json.Obj json, String field, List<Violation> faults) {
    return new SelectorReader(faults).read(json, field);
  }

  /** Whether it selects everything. */
  public boolean isEmpty() {
    return requirements.isEmpty();
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** The form that {@code kubectl -l} understands; {@code <none>} if it selects everything. */
  public String text() {
    return isEmpty()
        ? "<none>"
        : requirements.stream().map(Requirement::text).collect(Collectors.joining(","));
  }

  /** One condition on the label {@code key}. */
  public sealed interface Requirement {
    String key();

    /** The form that {@code kubectl -l} understands. */
    String text();

    boolean matches(Map<String, String> labels);

    record Is(String key, String value) implements Requirement {
      @Override
      public String text() {
        return key + "=" + value;
      }

      @Override
      public boolean matches(Map<String, String> labels) {
        return value.equals(labels.get(key));
      }
    }

    record In(String key, SortedSet<String> values) implements Requirement {
      @Override
      public String text() {
        return key + " in (" + String.join(",", values) + ")";
      }

      @Override
      public boolean matches(Map<String, String> labels) {
        return labels.containsKey(key) && values.contains(labels.get(key));
      }
    }

    record NotIn(String key, SortedSet<String> values) implements Requirement {
      @Override
      public String text() {
        return key + " notin (" + String.join(",", values) + ")";
      }

      @Override
      public boolean matches(Map<String, String> labels) {
        return !labels.containsKey(key) || !values.contains(labels.get(key));
      }
    }

    record Exists(String key) implements Requirement {
      @Override
      public String text() {
        return key;
      }

      @Override
      public boolean matches(Map<String, String> labels) {
        return labels.containsKey(key);
      }
    }

    record DoesNotExist(String key) implements Requirement {
      @Override
      public String text() {
        return "!" + key;
      }

      @Override
      public boolean matches(Map<String, String> labels) {
        return !labels.containsKey(key);
      }
    }
  }
}
