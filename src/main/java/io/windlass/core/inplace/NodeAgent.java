package io.windlass.core.inplace;

import io.windlass.core.inplace.InPlaceState.Last;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import java.util.Optional;

/**
 * What OpenKruise's node agent says about the containers of a pod, where one runs: it starts a
 * container anew when labels or annotations change that the container reads into its environment.
 * Stateless.
 */
public final class NodeAgent {
  private static final String ANNOTATION = "apps.kruise.io/runtime-containers-meta";

  private NodeAgent() {}

  /** Whether an agent runs on the pod's node. */
  public static boolean watches(PodView pod) {
    return pod.meta().annotations().containsKey(ANNOTATION);
  }

  /** What it says of the environment of a container; empty if it does not know the container. */
  static String environmentOf(PodView pod, String container) {
    return find(pod, container)
        .flatMap(meta -> meta.text("hashes", "extractedEnvFromMetadataHash").or(() -> hash(meta)))
        .orElse("");
  }

  // Go writes the hash as a number.
  private static Optional<String> hash(Json meta) {
    return meta.at("hashes", "extractedEnvFromMetadataHash").map(JsonText::canonical);
  }

  /** Whether a container has been started anew with another environment. */
  static boolean hasRenewed(PodView pod, String container, Last last) {
    Optional<String> id = find(pod, container).flatMap(meta -> meta.text("containerID"));
    boolean isCurrent =
        pod.containerStatus(container)
            .map(s -> Optional.of(s.containerId()).equals(id))
            .orElse(false);
    return isCurrent && !environmentOf(pod, container).equals(last.environment());
  }

  private static Optional<Json> find(PodView pod, String container) {
    return Optional.ofNullable(pod.meta().annotations().get(ANNOTATION))
        .flatMap(JsonText::tryParse)
        .flatMap(
            json ->
                json.items("containers").stream()
                    .filter(meta -> meta.text("name").equals(Optional.of(container)))
                    .findFirst());
  }
}
