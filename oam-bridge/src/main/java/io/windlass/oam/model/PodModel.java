package io.windlass.oam.model;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Map;

/**
 * The containers of an instance and where they may run.
 *
 * @param nodeSelector from operating system and architecture
 * @param templateAnnotations what the component's author put on it for its pods
 * @param settings what is merged into the workload's spec last
 */
public record PodModel(
    List<Container> containers,
    Map<String, String> nodeSelector,
    Map<String, String> templateAnnotations,
    Json.Obj settings) {
  public PodModel {
    containers = List.copyOf(containers);
    nodeSelector = Map.copyOf(nodeSelector);
    templateAnnotations = Map.copyOf(templateAnnotations);
  }

  /** Whether some container answers on a port. */
  public boolean hasPorts() {
    return containers.stream().anyMatch(container -> !container.ports().isEmpty());
  }

  /** The volumes of all containers that outlive their pod. */
  public List<Volume> persistentVolumes() {
    return containers.stream()
        .flatMap(container -> container.volumes().stream())
        .filter(volume -> !volume.ephemeral())
        .distinct()
        .toList();
  }
}
