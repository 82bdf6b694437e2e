package io.windlass.devcluster.auth.rbac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.select.LabelSelector;
import io.windlass.devcluster.select.LabelSelector.Operator;
import io.windlass.devcluster.select.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The rules that a ClusterRole with an aggregationRule collects from others. Stateless. */
public final class Aggregation {
  private Aggregation() {}

  /** Whether a ClusterRole collects its rules. */
  public static boolean collects(ObjectNode role) {
    return role.path("aggregationRule").isObject();
  }

  /**
   * The rules of the roles that are selected, without repetition.
   *
   * @param roles finds the ClusterRoles that match a selector
   */
  public static ArrayNode rules(ObjectNode role, Function<LabelSelector, List<ObjectNode>> roles) {
    ArrayNode rules = JsonNodeFactory.instance.arrayNode();
    List<JsonNode> seen = new ArrayList<>();
    for (JsonNode selector : Documents.at(role, "aggregationRule", "clusterRoleSelectors")) {
      roles.apply(selector(selector)).stream()
          .filter(other -> !name(other).equals(name(role)))
          .sorted(Comparator.comparing(Aggregation::name))
          .flatMap(other -> other.path("rules").valueStream())
          .filter(rule -> !seen.contains(rule))
          .forEach(seen::add);
    }
    seen.forEach(rule -> rules.add(rule.deepCopy()));
    return rules;
  }

  private static LabelSelector selector(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    selector
        .path("matchLabels")
        .properties()
        .forEach(e -> requirements.add(equal(e.getKey(), e.getValue().asText())));
    for (JsonNode expression : selector.path("matchExpressions")) {
      requirements.add(
          new Requirement(
              Documents.text(expression, "key"),
              operator(Documents.text(expression, "operator")),
              new TreeSet<>(Documents.texts(expression.path("values")))));
    }
    return new LabelSelector(requirements);
  }

  private static Requirement equal(String key, String value) {
    return new Requirement(key, Operator.IN, Set.of(value));
  }

  private static Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      default -> Operator.ABSENT;
    };
  }

  private static String name(ObjectNode role) {
    return Documents.text(role, "metadata", "name");
  }
}
