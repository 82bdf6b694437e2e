package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.render.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes of one container of a pod template. Stateless. */
final class Containers {
  private Containers() {}

  /** The container of that name changed, or the only one if no name is given. */
  static Draft change(Draft draft, Node properties, UnaryOperator<Json.Obj> change) {
    Optional<String> name = properties.text("containerName");
    List<Json> containers = draft.workload().items("spec", "template", "spec", "containers");
    if (name.isEmpty() && containers.size() > 1) {
      properties.errorAt(
          "containerName", Node.MISSING, "the component has several containers; say which");
    }
    List<Json> changed = new ArrayList<>();
    boolean found = false;
    for (Json container : containers) {
      boolean meant = name.isEmpty() || container.text("name").equals(name);
      found |= meant;
      changed.add(meant ? change.apply(container.object()) : container);
    }
    if (!found) {
      properties.errorAt(
          "containerName",
          "NoSuchContainer",
          "the component has no container \"%s\"".formatted(name.orElse("")));
    }
    return draft.pod(pod -> pod.with("containers", Json.of(changed)));
  }
}
