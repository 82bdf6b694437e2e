package io.windlass.core.order;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be wrong with the order in which pods are to be updated. Stateless. */
public final class UpdateOrderRules {
  private static final int MOST_WEIGHT = 100;

  private UpdateOrderRules() {}

  /** All faults of an {@code updateStrategy}. */
  public static List<Violation> violations(Json.Obj strategy) {
    List<Violation> faults = new ArrayList<>();
    Json.Obj priority = strategy.object("priorityStrategy");
    String field = "spec.updateStrategy.priorityStrategy";
    List<Json> weights = priority.items("weightPriority");
    List<Json> keys = priority.items("orderPriority");
    check(
        weights.isEmpty() || keys.isEmpty(),
        field,
        "weightPriority and orderPriority exclude each other",
        faults);
    for (int i = 0; i < weights.size(); i++) {
      checkWeight(weights.get(i), field + ".weightPriority[" + i + "]", faults);
    }
    for (int i = 0; i < keys.size(); i++) {
      check(
          !keys.get(i).text("orderedKey").orElse("").isEmpty(),
          field + ".orderPriority[" + i + "].orderedKey",
          "required",
          faults);
    }
    checkScatter(strategy.items("scatterStrategy"), faults);
    return List.copyOf(faults);
  }

  private static void check(boolean holds, String field, String message, List<Violation> faults) {
    if (!holds) {
      faults.add(new Violation(field, message));
    }
  }

  private static void checkWeight(Json term, String field, List<Violation> faults) {
    long weight = term.number("weight").orElse(-1L);
    check(weight >= 0 && weight <= MOST_WEIGHT, field + ".weight", "must be from 0 to 100", faults);
    List<Violation> unreadable = new ArrayList<>();
    Selector selector =
        Selector.read(term.object("matchSelector"), field + ".matchSelector", unreadable);
    faults.addAll(unreadable);
    check(
        !selector.isEmpty() || !unreadable.isEmpty(),
        field + ".matchSelector",
        "required: an empty selector would select every pod",
        faults);
  }

  private static void checkScatter(List<Json> terms, List<Violation> faults) {
    Set<Json> seen = new HashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      String field = "spec.updateStrategy.scatterStrategy[" + i + "]";
      check(!terms.get(i).text("key").orElse("").isEmpty(), field + ".key", "required", faults);
      check(
          seen.add(terms.get(i)),
          field,
          "stands there twice: " + JsonText.canonical(terms.get(i)),
          faults);
    }
  }
}
