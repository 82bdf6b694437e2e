package io.windlass.devcluster.sim.roster;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Label selectors as objects hold them. Stateless. */
public final class Selectors {
  private Selectors() {}

  /** Of {@code {matchLabels, matchExpressions}}; an empty one matches everything. */
  public static LabelSelector of(JsonNode selector) {
    List<Requirement> all = new ArrayList<>(equalities(selector.path("matchLabels")));
    for (JsonNode e : selector.path("matchExpressions")) {
      Set<String> values = new HashSet<>();
      e.path("values").forEach(value -> values.add(value.asText()));
      all.add(new Requirement(e.path("key").asText(), operator(e), values));
    }
    return new LabelSelector(all);
  }

  /** Of a map of labels, such as that of a Service. */
  public static LabelSelector ofLabels(JsonNode labels) {
    return new LabelSelector(equalities(labels));
  }

  private static List<Requirement> equalities(JsonNode labels) {
    return labels.properties().stream()
        .map(e -> new Requirement(e.getKey(), Operator.IN, Set.of(e.getValue().asText())))
        .toList();
  }

  private static Operator operator(JsonNode expression) {
    return switch (expression.path("operator").asText()) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.ABSENT;
      default -> throw new IllegalArgumentException("no operator of selectors: " + expression);
    };
  }
}
