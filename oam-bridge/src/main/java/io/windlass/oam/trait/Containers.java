package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Characteristics;
import io.windlass.oam.model.Container;
import io.windlass.oam.model.PodModel;
import io.windlass.oam.model.Workload;
import io.windlass.oam.model.WorkloadType;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes of one container of a pod template. Stateless. */
final class Containers {
  private Containers() {}

  /**
   * The container of that name changed, or the component's only one if no name is given. What other
   * traits have put beside it does not count, for that differs from environment to environment.
   */
  static Draft change(Draft draft, Site site, Node properties, UnaryOperator<Json.Obj> change) {
    List<String> own = own(site.instance().workload());
    Optional<String> name =
        properties
            .text("containerName")
            .or(() -> own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty());
    List<Json> containers = draft.workload().items("spec", "template", "spec", "containers");
    if (name.isEmpty() && own.size() > 1) {
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

  private static List<String> own(Workload workload) {
    return switch (workload) {
      case Workload.Built(WorkloadType _, String _, PodModel pod) ->
          pod.containers().stream().map(Container::name).toList();
      case Workload.Embedded(Json.Obj object, String _, Characteristics _) ->
          object.items("spec", "template", "spec", "containers").stream()
              .map(container -> container.text("name").orElse(""))
              .toList();
    };
  }
}
