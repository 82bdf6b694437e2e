package io.windlass.devcluster.sim.disruption;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.IntSupplier;

/**
 * How many pods a budget wants to be healthy, and how many may go. Pure.
 *
 * @param expected how many pods there should be
 * @param desired how many of them must be healthy
 */
record BudgetMath(int expected, int desired) {
  /**
   * The demands of a budget.
   *
   * @param pods how many pods it selects
   * @param scale the replicas that the controllers of those pods ask for; asked only if it counts
   */
  static BudgetMath of(ObjectNode budget, int pods, IntSupplier scale) {
    JsonNode spec = budget.path("spec");
    JsonNode max = spec.path("maxUnavailable");
    JsonNode min = spec.path("minAvailable");
    if (!max.isMissingNode()) {
      int expected = scale.getAsInt();
      return new BudgetMath(expected, Math.max(0, expected - amount(max, expected)));
    }
    if (min.isTextual()) {
      int expected = scale.getAsInt();
      return new BudgetMath(expected, amount(min, expected));
    }
    return min.isMissingNode() ? new BudgetMath(0, 0) : new BudgetMath(pods, min.asInt());
  }

  /** How many of so many healthy pods may go. */
  int allowed(int healthy) {
    return expected <= 0 ? 0 : Math.max(0, healthy - desired);
  }

  // A percentage is rounded up, whichever way it counts.
  private static int amount(JsonNode value, int whole) {
    if (!value.isTextual()) {
      return value.asInt();
    }
    BigDecimal percent = new BigDecimal(value.asText().replace("%", ""));
    return percent
        .multiply(BigDecimal.valueOf(whole))
        .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
        .intValue();
  }
}
