package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.TransferEnv.PodField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What sidecars may take over from a pod: its own containers, not those that SidecarSets put there
 * or are about to put in their place. Immutable.
 *
 * @param containers regular ones
 * @param lasting init containers that keep running
 */
record AppPod(Json.Obj pod, List<Json.Obj> containers, List<Json.Obj> lasting) {
  /**
   * Looks at a pod.
   *
   * @param sidecars names that belong to the SidecarSets of the pod
   */
  static AppPod of(Json.Obj pod, Set<String> sidecars) {
    return new AppPod(
        pod,
        own(pod.items("spec", "containers"), sidecars),
        own(pod.items("spec", "initContainers"), sidecars).stream()
            .filter(c -> c.text("restartPolicy").filter("Always"::equals).isPresent())
            .toList());
  }

  private static List<Json.Obj> own(List<Json> containers, Set<String> sidecars) {
    List<Json.Obj> own = new ArrayList<>();
    for (Json container : containers) {
      if (container instanceof Json.Obj object
          && !sidecars.contains(object.text("name").orElse(""))
          && !isInjected(object)) {
        own.add(object);
      }
    }
    return own;
  }

  private static boolean isInjected(Json.Obj container) {
    return variable(container, SidecarSetKeys.INJECTED_VARIABLE)
        .flatMap(variable -> variable.text("value"))
        .filter("true"::equals)
        .isPresent();
  }

  /** The variable of a container, if it has it. */
  static Optional<Json> variable(Json.Obj container, String name) {
    for (Json variable : container.items("env")) {
      if (variable.text("name").filter(name::equals).isPresent()) {
        return Optional.of(variable);
      }
    }
    return Optional.empty();
  }

  /** The containers whose resources count. */
  List<Json.Obj> targets() {
    return Stream.concat(lasting.stream(), containers.stream()).toList();
  }

  Optional<Json.Obj> container(String name) {
    Optional<String> wanted = Optional.of(name);
    return containers.stream().filter(c -> c.text("name").equals(wanted)).findFirst();
  }

  /** What the pod says in a label or an annotation. */
  Optional<String> field(PodField field) {
    return switch (field.kind()) {
      case LABEL -> pod.text("metadata", "labels", field.key());
      case ANNOTATION -> pod.text("metadata", "annotations", field.key());
      case UNSUPPORTED -> Optional.empty();
    };
  }
}
