package io.windlass.oam.model;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;

/**
 * One container, all values in place.
 *
 * @param fixed the fields that stand in the pod as they are: name, image, command, args, probes
 * @param resources requests and limits, as the pod has them
 */
public record Container(
    String name,
    Json.Obj fixed,
    Json.Obj resources,
    List<Json.Obj> env,
    List<ConfigFile> files,
    List<Port> ports,
    List<Volume> volumes,
    Optional<String> imagePullSecret) {
  public Container {
    env = List.copyOf(env);
    files = List.copyOf(files);
    ports = List.copyOf(ports);
    volumes = List.copyOf(volumes);
  }
}
