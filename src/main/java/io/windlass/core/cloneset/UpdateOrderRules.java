package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What may be wrong with the order in which pods are to be updated. Stateless. */
final class UpdateOrderRules {
  private static final int MOST_WEIGHT = 100;

  private UpdateOrderRules() {}

  static void check(Json.Obj strategy, Faults faults) {
    Json.Obj priority = strategy.object("priorityStrategy");
    String field = "spec.updateStrategy.priorityStrategy";
    List<Json> weights = priority.items("weightPriority");
    List<Json> keys = priority.items("orderPriority");
    faults.check(
        weights.isEmpty() || keys.isEmpty(),
        field,
        "weightPriority and orderPriority exclude each other");
    for (int i = 0; i < weights.size(); i++) {
      checkWeight(weights.get(i), field + ".weightPriority[" + i + "]", faults);
    }
    for (int i = 0; i < keys.size(); i++) {
      faults.check(
          !keys.get(i).text("orderedKey").orElse("").isEmpty(),
          field + ".orderPriority[" + i + "].orderedKey",
          "required");
    }
    checkScatter(strategy.items("scatterStrategy"), faults);
  }

  private static void checkWeight(Json term, String field, Faults faults) {
    long weight = term.number("weight").orElse(-1L);
    faults.check(weight >= 0 && weight <= MOST_WEIGHT, field + ".weight", "must be from 0 to 100");
    List<Violation> unreadable = new ArrayList<>();
    Selector selector =
        Selector.read(term.object("matchSelector"), field + ".matchSelector", unreadable);
    faults.addAll(unreadable);
    faults.check(
        !selector.isEmpty() || !unreadable.isEmpty(),
        field + ".matchSelector",
        "required: an empty selector would select every pod");
  }

  private static void checkScatter(List<Json> terms, Faults faults) {
    Set<Json> seen = new HashSet<>();
    for (int i = 0; i < terms.size(); i++) {
      String field = "spec.updateStrategy.scatterStrategy[" + i + "]";
      faults.check(!terms.get(i).text("key").orElse("").isEmpty(), field + ".key", "required");
      faults.check(
          seen.add(terms.get(i)), field, "stands there twice: " + JsonText.canonical(terms.get(i)));
    }
  }
}
