package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.SidecarSetSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the API server what it thinks of a pod that consists of the sidecars alone, without making
 * one. It has the last word: nobody else knows all its rules.
 */
record PodProbe(Neighbourhood neighbourhood) {
  List<Violation> violations(SidecarSetSpec spec) {
    return neighbourhood.dryRun(pod(spec)).stream()
        .map(
            fault ->
                new Violation(fault.field().isEmpty() ? "spec" : fault.field(), fault.message()))
        .toList();
  }

  private static Json.Obj pod(SidecarSetSpec spec) {
    List<Json> containers = new ArrayList<>();
    spec.containers().forEach(c -> containers.add(c.container()));
    if (containers.isEmpty()) {
      containers.add(Json.Obj.EMPTY.with("name", "app").with("image", "app"));
    }
    List<Json> init = new ArrayList<>();
    spec.initContainers().forEach(c -> init.add(c.container()));
    return Json.Obj.EMPTY
        .with("apiVersion", "v1")
        .with("kind", "Pod")
        .with("metadata", Json.Obj.EMPTY.with("generateName", "sidecars-"))
        .with(
            "spec",
            Json.Obj.EMPTY
                .with("initContainers", Json.of(init))
                .with("containers", Json.of(containers))
                .with("volumes", Json.of(spec.volumes())));
  }
}
