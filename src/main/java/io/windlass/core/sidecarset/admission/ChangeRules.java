package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.FaultList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be wrong with a change, though its result is sound: pods that have the sidecars cannot
 * get another container, nor one that is upgraded in another way. Stateless.
 */
final class ChangeRules {
  private ChangeRules() {}

  static List<Violation> violations(Json.Obj now, Json.Obj before) {
    FaultList faults = new FaultList();
    Map<String, String> types = new HashMap<>();
    before.items("containers").forEach(c -> types.put(c.text("name").orElse(""), upgradeType(c)));
    List<Json> containers = now.items("containers");
    for (int i = 0; i < containers.size(); i++) {
      String name = containers.get(i).text("name").orElse("");
      String field = "spec.containers[" + i + "]";
      Optional<String> was = Optional.ofNullable(types.get(name));
      faults.check(
          was.isPresent(),
          field + ".name",
          "container %s was not there; containers can neither be added nor renamed, make another"
                  .formatted(name)
              + " SidecarSet instead");
      String type = upgradeType(containers.get(i));
      faults.check(
          was.isEmpty() || was.get().equals(type),
          field + ".upgradeStrategy.upgradeType",
          "cannot become %s, it was %s".formatted(type, was.orElse("")));
    }
    return faults.found();
  }

  private static String upgradeType(Json container) {
    String type = container.text("upgradeStrategy", "upgradeType").orElse("");
    return type.isEmpty() ? "ColdUpgrade" : type;
  }
}
