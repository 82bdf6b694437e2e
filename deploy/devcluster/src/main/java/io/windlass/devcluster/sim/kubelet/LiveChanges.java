package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What can be changed on a running pod without a restart: amounts of resources, which are given at
 * once unless the {@code resizePolicy} says otherwise, and ephemeral containers, which run from
 * when they are first seen and never stop. Pure: the pod's own status is the memory.
 */
final class LiveChanges {
  private LiveChanges() {}

  /** Adds to a rendered status what the pod's spec asks for now. */
  static void tell(ObjectNode own, ObjectNode pod, Instant now) {
    for (JsonNode status : own.path("containerStatuses")) {
      JsonNode resources = resources(pod, status.path("name").asText());
      if (status.path("state").has("running") && !resources.isEmpty()) {
        ObjectNode told = (ObjectNode) status;
        if (resources.has("requests")) {
          told.set("allocatedResources", resources.path("requests").deepCopy());
        }
        told.set("resources", resources.deepCopy());
      }
    }
    JsonNode ephemeral = pod.path("spec").path("ephemeralContainers");
    if (!ephemeral.isEmpty()) {
      ArrayNode statuses = own.putArray("ephemeralContainerStatuses");
      ephemeral.forEach(container -> statuses.add(status(container, pod, now)));
    }
  }

  private static JsonNode resources(ObjectNode pod, String name) {
    for (JsonNode container : pod.path("spec").path("containers")) {
      if (container.path("name").asText().equals(name)) {
        return container.path("resources");
      }
    }
    return pod.path("none");
  }

  private static ObjectNode status(JsonNode container, ObjectNode pod, Instant now) {
    String name = container.path("name").asText();
    for (JsonNode present : pod.path("status").path("ephemeralContainerStatuses")) {
      if (present.path("name").asText().equals(name)) {
        return present.deepCopy();
      }
    }
    ContainerRun run =
        ContainerRun.NEW.with(container.path("image").asText(), new ContainerRun.State.Held());
    PodManifest.Container known =
        new PodManifest.Container(
            name, container.path("image").asText(), PodManifest.Role.MAIN, "");
    ObjectNode status =
        new ContainerStatus(PodManifest.of(pod), known, run.started(now, ""))
            .render(false, "", now);
    status.remove("started");
    return status;
  }
}
