package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import java.util.Optional;

/**
 * The owner reference that says which controller an object belongs to. An object has one at most.
 *
 * @param group the API group, without the version: an owner may be served in several
 */
public record Controlling(String group, String kind, String name, String uid) {

  /** The controller that an object names, if it names one. */
  public static Optional<Controlling> of(JsonNode object) {
    for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
      if (reference.path("controller").asBoolean()) {
        String apiVersion = reference.path("apiVersion").asText();
        int slash = apiVersion.indexOf('/');
        return Optional.of(
            new Controlling(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                reference.path("kind").asText(),
                reference.path("name").asText(),
                reference.path("uid").asText()));
      }
    }
    return Optional.empty();
  }

  /** Whether the controller is of this type, in whichever version. */
  public boolean isA(ResourceType type) {
    return kind.equals(type.kind()) && group.equals(type.group());
  }

  /** The reference by which a dependent names its controller. */
  public static ObjectNode reference(ObjectNode controller) {
    return reference(
        controller.path("apiVersion").asText(),
        controller.path("kind").asText(),
        Meta.of(controller));
  }

  /** The same for a pod. */
  public static ObjectNode reference(PodSight controller) {
    return reference("v1", "Pod", controller.meta());
  }

  private static ObjectNode reference(String apiVersion, String kind, Meta meta) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", apiVersion)
        .put("kind", kind)
        .put("name", meta.key().name())
        .put("uid", meta.uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }
}
