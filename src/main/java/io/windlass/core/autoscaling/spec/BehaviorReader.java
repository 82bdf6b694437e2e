package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.pace.Behavior;
import io.windlass.core.autoscaling.pace.Behavior.Policy;
import io.windlass.core.autoscaling.pace.Behavior.PolicyType;
import io.windlass.core.autoscaling.pace.Behavior.Rules;
import io.windlass.core.autoscaling.pace.Behavior.Select;
import io.windlass.core.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads how fast a count may follow, with the defaults of autoscaling/v2. */
record BehaviorReader(Node spec) {
  private static final Map<String, Select> SELECTS =
      Map.of("Max", Select.MAX, "Min", Select.MIN, "Disabled", Select.DISABLED);
  private static final Map<String, PolicyType> TYPES =
      Map.of("Pods", PolicyType.PODS, "Percent", PolicyType.PERCENT);

  /** Empty where the spec has none, which is not the same as an empty one. */
  Optional<Behavior> behavior() {
    if (!spec.has("behavior")) {
      return Optional.empty();
    }
    Node behavior = spec.child("behavior");
    return Optional.of(
        new Behavior(
            rules(behavior.child("scaleUp"), Behavior.DEFAULT.up()),
            rules(behavior.child("scaleDown"), Behavior.DEFAULT.down())));
  }

  private static Rules rules(Node node, Rules standard) {
    long window =
        node.number("stabilizationWindowSeconds", 0, 3600, 48)
            .orElse(standard.window().toSeconds());
    List<Policy> policies = node.items("policies").stream().map(BehaviorReader::policy).toList();
    if (node.has("policies") && policies.isEmpty()) {
      node.reject(48, "policies", "must not be empty");
    }
    return new Rules(
        Duration.ofSeconds(window),
        node.word("selectPolicy", SELECTS, standard.select(), 48),
        policies.isEmpty() ? standard.policies() : policies,
        tolerance(node, standard.tolerance()));
  }

  private static Policy policy(Node node) {
    return new Policy(
        node.word("type", TYPES, PolicyType.PODS, 48),
        node.number("value", 1, Integer.MAX_VALUE, 48).orElse(1),
        Duration.ofSeconds(node.number("periodSeconds", 1, 1800, 48).orElse(15)));
  }

  private static double tolerance(Node node, double standard) {
    if (!node.has("tolerance")) {
      return standard;
    }
    Optional<BigDecimal> found =
        node.json()
            .at("tolerance")
            .flatMap(Quantity::of)
            .map(Quantity::value)
            .filter(value -> value.signum() >= 0);
    if (found.isEmpty()) {
      node.reject(48, "tolerance", node.show("tolerance") + " is no quantity of at least 0");
    }
    return found.map(BigDecimal::doubleValue).orElse(standard);
  }
}
