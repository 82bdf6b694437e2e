package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Amounts of resources by name: {@code cpu} in thousandths of a core, {@code memory} and storage in
 * bytes, everything else in pieces. A name that is missing means none. Immutable.
 */
record Resources(Map<String, Long> amounts) {
  static final Resources NONE = new Resources(Map.of());

  Resources {
    amounts = Map.copyOf(amounts);
  }

  /** Reads a resource list such as {@code {cpu: 500m, memory: 1Gi}}. */
  static Resources of(JsonNode list) {
    Map<String, Long> amounts = new HashMap<>();
    list.properties()
        .forEach(e -> amounts.put(e.getKey(), Quantity.amount(e.getKey(), e.getValue().asText())));
    return new Resources(amounts);
  }

  long amount(String name) {
    return amounts.getOrDefault(name, 0L);
  }

  Resources plus(Resources other) {
    return combined(other, Long::sum);
  }

  Resources minus(Resources other) {
    Map<String, Long> negative = new HashMap<>();
    other.amounts.forEach((name, amount) -> negative.put(name, -amount));
    return plus(new Resources(negative));
  }

  /** The larger amount of each name. */
  Resources max(Resources other) {
    return combined(other, Math::max);
  }

  private Resources combined(Resources other, BinaryOperator<Long> rule) {
    if (other.amounts.isEmpty()) {
      return this;
    }
    Map<String, Long> all = new HashMap<>(amounts);
    other.amounts.forEach((name, amount) -> all.merge(name, amount, rule));
    return new Resources(all);
  }
}
