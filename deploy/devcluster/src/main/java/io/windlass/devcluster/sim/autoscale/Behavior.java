package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code spec.behavior}: how fast a target may grow and shrink. Immutable. */
record Behavior(Rules up, Rules down) {
  private static final Duration DOWN_WINDOW = Duration.ofMinutes(5);

  /** Which of several policies counts. */
  enum Select {
    MAX,
    MIN,
    DISABLED
  }

  /**
   * The rules of one direction.
   *
   * @param window over which recommendations are compared
   */
  record Rules(Duration window, Select select, List<Policy> policies) {
    Rules {
      policies = List.copyOf(policies);
    }

    Duration longestPeriod() {
      return policies.stream().map(Policy::period).max(Duration::compareTo).orElse(Duration.ZERO);
    }
  }

  /** So many pods, or percent of them, within a period. */
  record Policy(boolean percent, int value, Duration period) {}

  static Behavior of(JsonNode behavior) {
    return new Behavior(
        rules(behavior.path("scaleUp"), Duration.ZERO),
        rules(behavior.path("scaleDown"), DOWN_WINDOW));
  }

  private static Rules rules(JsonNode rules, Duration defaultWindow) {
    JsonNode window = rules.path("stabilizationWindowSeconds");
    List<Policy> policies = new ArrayList<>();
    for (JsonNode p : rules.path("policies")) {
      policies.add(
          new Policy(
              p.path("type").asText().equals("Percent"),
              p.path("value").asInt(),
              Duration.ofSeconds(p.path("periodSeconds").asLong())));
    }
    Select select =
        switch (rules.path("selectPolicy").asText()) {
          case "Min" -> Select.MIN;
          case "Disabled" -> Select.DISABLED;
          default -> Select.MAX;
        };
    return new Rules(
        window.isNumber() ? Duration.ofSeconds(window.asLong()) : defaultWindow, select, policies);
  }
}
