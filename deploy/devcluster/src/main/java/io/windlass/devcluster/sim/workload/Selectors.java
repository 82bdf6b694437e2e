package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@code spec.selector} of a workload. Stateless. */
public final class Selectors {
  private Selectors() {}

  /** The selector; empty for one that is missing or would take every pod. */
  public static Optional<LabelSelector> of(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    for (var label : selector.path("matchLabels").properties()) {
      Set<String> value = Set.of(label.getValue().asText());
      requirements.add(new Requirement(label.getKey(), Operator.IN, value));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      Set<String> values = new TreeSet<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      requirements.add(
          new Requirement(
              expression.path("key").asText(),
              operator(expression.path("operator").asText()),
              values));
    }
    return requirements.isEmpty() ? Optional.empty() : Optional.of(new LabelSelector(requirements));
  }

  private static Operator operator(String word) {
    return switch (word) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.ABSENT;
      default -> throw new IllegalArgumentException("operator of a selector: " + word);
    };
  }
}
