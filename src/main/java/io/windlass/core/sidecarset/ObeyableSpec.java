package io.windlass.core.sidecarset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * What the controller cannot obey. Admission refuses more than this; where no webhook is on, a
 * SidecarSet with one of these faults is left alone as a whole. Stateless.
 */
final class ObeyableSpec {
  private ObeyableSpec() {}

  static List<Violation> violations(Json.Obj spec) {
    List<Violation> faults = new ArrayList<>();
    if (Selector.read(spec.object("selector"), "spec.selector", faults).isEmpty()) {
      faults.add(new Violation("spec.selector", "selects every pod or none; name labels"));
    }
    for (List<String> path :
        List.of(List.of("namespaceSelector"), List.of("updateStrategy", "selector"))) {
      Selector.read(
          spec.object(path.toArray(String[]::new)), "spec." + String.join(".", path), faults);
    }
    for (String field : List.of("partition", "maxUnavailable")) {
      spec.at("updateStrategy", field)
          .filter(value -> !(value instanceof Json.Null))
          .filter(value -> IntOrPercent.of(value).filter(v -> !v.isNegative()).isEmpty())
          .ifPresent(
              value ->
                  faults.add(
                      new Violation(
                          "spec.updateStrategy." + field, "is neither a number nor a percentage")));
    }
    return List.copyOf(faults);
  }
}
