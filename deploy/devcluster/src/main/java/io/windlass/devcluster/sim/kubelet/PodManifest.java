package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a kubelet reads of a pod. Immutable.
 *
 * @param containers init containers first, each kind in the order of the spec
 * @param gates the condition types of the readiness gates
 * @param ending set while the pod is being deleted
 */
record PodManifest(
    Meta meta,
    List<Container> containers,
    RestartPolicy restartPolicy,
    List<String> gates,
    Optional<Ending> ending) {

  PodManifest {
    containers = List.copyOf(containers);
    gates = List.copyOf(gates);
  }

  /** {@code spec.restartPolicy}. */
  enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER
  }

  /** What a container is to its pod. */
  enum Role {
    /** Runs to its end before the next one starts. */
    INIT,
    /** An init container with restartPolicy Always: runs beside the others, ends after them. */
    SIDECAR,
    MAIN
  }

  /**
   * One container of the spec.
   *
   * @param firm the amounts of resources that it is started anew for, by its {@code resizePolicy}
   */
  record Container(String name, String image, Role role, String firm) {}

  /**
   * A deletion under way.
   *
   * @param graceSeconds how long the processes may take
   * @param held whether finalizers will keep the object
   */
  record Ending(long graceSeconds, boolean held) {}

  static PodManifest of(ObjectNode pod) {
    JsonNode spec = pod.path("spec");
    List<Container> containers = new ArrayList<>();
    for (JsonNode c : spec.path("initContainers")) {
      boolean sidecar = c.path("restartPolicy").asText().equals("Always");
      containers.add(container(c, sidecar ? Role.SIDECAR : Role.INIT));
    }
    spec.path("containers").forEach(c -> containers.add(container(c, Role.MAIN)));
    List<String> gates = new ArrayList<>();
    spec.path("readinessGates").forEach(g -> gates.add(g.path("conditionType").asText()));
    Meta meta = Meta.of(pod);
    return new PodManifest(meta, containers, policy(spec), gates, ending(pod, meta));
  }

  /** The containers of one role. */
  List<Container> containers(Role role) {
    return containers.stream().filter(c -> c.role() == role).toList();
  }

  private static Container container(JsonNode c, Role role) {
    return new Container(c.path("name").asText(), c.path("image").asText(), role, firm(c));
  }

  private static String firm(JsonNode container) {
    StringBuilder firm = new StringBuilder();
    for (JsonNode policy : container.path("resizePolicy")) {
      String resource = policy.path("resourceName").asText();
      if (policy.path("restartPolicy").asText().equals("RestartContainer")) {
        for (String part : List.of("requests", "limits")) {
          JsonNode amount = container.path("resources").path(part).path(resource);
          firm.append(resource).append('=');
          // However it is written: 64Mi and 67108864 are the same.
          Quantity.of(amount).ifPresent(q -> firm.append(q.amount().stripTrailingZeros()));
          firm.append(' ');
        }
      }
    }
    return firm.toString();
  }

  private static RestartPolicy policy(JsonNode spec) {
    return switch (spec.path("restartPolicy").asText()) {
      case "Never" -> RestartPolicy.NEVER;
      case "OnFailure" -> RestartPolicy.ON_FAILURE;
      default -> RestartPolicy.ALWAYS;
    };
  }

  private static Optional<Ending> ending(ObjectNode pod, Meta meta) {
    if (meta.deleted().isEmpty()) {
      return Optional.empty();
    }
    JsonNode metadata = pod.path("metadata");
    long grace = metadata.path("deletionGracePeriodSeconds").asLong();
    return Optional.of(new Ending(grace, !metadata.path("finalizers").isEmpty()));
  }
}
