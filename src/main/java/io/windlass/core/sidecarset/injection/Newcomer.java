package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A pod that is about to be created.
 *
 * @param pod as the API server has it, of any shape
 * @param namespace in which it will be
 * @param namespaceLabels empty if they are not known
 * @param seed for choices by chance: equal for equal pods
 * @param now as it will be written down, to the second
 * @param sorted whether sidecars of all SidecarSets together are ordered by their names
 */
public record Newcomer(
    Json.Obj pod,
    String namespace,
    Optional<Map<String, String>> namespaceLabels,
    String seed,
    Instant now,
    boolean sorted) {
  /** The seed of a pod: its name, or what the request is called where the name is still to come. */
  public static String seed(String namespace, Json.Obj pod, String requestUid) {
    String name = pod.text("metadata", "name").orElse("");
    return namespace + "/" + (name.isEmpty() ? requestUid : name);
  }
}
