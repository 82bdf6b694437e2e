package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Selectors of labels as objects state them. Stateless. */
final class ObjectSelectors {
  private ObjectSelectors() {}

  /** Reads a valid selector; a missing one selects everything. */
  static LabelSelector of(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    Documents.textMap(selector.path("matchLabels"))
        .forEach(
            (key, value) -> requirements.add(new Requirement(key, Operator.IN, Set.of(value))));
    for (JsonNode expression : selector.path("matchExpressions")) {
      requirements.add(
          new Requirement(
              expression.path("key").asText(),
              operator(expression.path("operator").asText()),
              new HashSet<>(Documents.texts(expression.path("values")))));
    }
    return new LabelSelector(requirements);
  }

  private static Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.ABSENT;
      default -> throw new IllegalArgumentException("operator " + name);
    };
  }
}
