package io.windlass.devcluster.select;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A conjunction of requirements on labels. Immutable.
 *
 * @param requirements empty matches everything
 */
public record LabelSelector(List<Requirement> requirements) {
  /** Matches everything. */
  public static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** How a requirement compares. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT,
    GREATER,
    LESS
  }

  /** One requirement on one label. */
  public record Requirement(String key, Operator operator, Set<String> values) {
    public Requirement {
      values = Set.copyOf(values);
    }

    boolean matches(Map<String, String> labels) {
      Optional<String> value = Optional.ofNullable(labels.get(key));
      return switch (operator) {
        case IN -> value.filter(values::contains).isPresent();
        case NOT_IN -> value.filter(values::contains).isEmpty();
        case EXISTS -> value.isPresent();
        case ABSENT -> value.isEmpty();
        case GREATER -> value.flatMap(LabelSelector::number).filter(v -> v > bound()).isPresent();
        case LESS -> value.flatMap(LabelSelector::number).filter(v -> v < bound()).isPresent();
      };
    }

    private long bound() {
      return number(values.iterator().next()).orElseThrow();
    }
  }

  /** A label's value as a number; empty if it is none. */
  static Optional<Long> number(String value) {
    try {
      return Optional.of(Long.parseLong(value));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  /** Parses the syntax of the API ({@code a=b,c in (d,e),!f}); a 400 if it is not that. */
  public static LabelSelector parse(String text) {
    return text.isBlank() ? EVERYTHING : new LabelSelector(new LabelSelectorParser(text).parse());
  }
}
