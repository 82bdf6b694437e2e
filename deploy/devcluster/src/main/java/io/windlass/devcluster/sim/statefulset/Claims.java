package io.windlass.devcluster.sim.statefulset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Notice;
import io.windlass.devcluster.sim.workload.ControllerClient;
import io.windlass.devcluster.sim.workload.Controlling;
import java.util.Optional;

/** Makes the claims of a StatefulSet's pods, and sees to whom they go with. Thread-safe. */
final class Claims {
  private final ControllerClient client;
  private final ResourceType claims;

  Claims(ControllerClient client) {
    this.client = client;
    this.claims = client.type("v1", "persistentvolumeclaims");
  }

  /** Makes those of a number's claims that are not there. */
  void provide(ObjectNode set, int ordinal) {
    for (ObjectNode claim : Identity.claims(set, ordinal)) {
      if (client.find(claims, Meta.of(claim).key()).isEmpty()) {
        create(set, ordinal, claim);
      }
    }
  }

  /**
   * Whether a claim of this number goes with a pod that is gone: a new one waits until it has gone.
   */
  boolean areStale(ObjectNode set, int ordinal) {
    return Identity.claims(set, ordinal).stream()
        .flatMap(claim -> client.find(claims, Meta.of(claim).key()).stream())
        .flatMap(claim -> claim.at("/metadata/ownerReferences").valueStream())
        .anyMatch(owner -> owner.path("kind").asText().equals("Pod"));
  }

  /** Has each claim of a pod go with whom the policy says. */
  void retain(ObjectNode set, Member member, boolean wanted) {
    String pod = member.pod().name();
    Optional<ObjectNode> owner =
        switch (Retention.of(set.path("spec"), wanted)) {
          case NOBODY -> Optional.empty();
          case SET -> Optional.of(Controlling.reference(set));
          case POD -> Optional.of(Controlling.reference(member.pod()));
        };
    for (ObjectNode claim : Identity.claims(set, member.ordinal())) {
      client
          .find(claims, Meta.of(claim).key())
          .filter(there -> !owned(there, pod, set, owner).equals(there))
          .ifPresent(
              there -> client.change(claims, Meta.of(there), "", c -> owned(c, pod, set, owner)));
    }
  }

  private void create(ObjectNode set, int ordinal, ObjectNode claim) {
    String what =
        "Claim %s Pod %s in StatefulSet %s"
            .formatted(
                Meta.of(claim).key().name(),
                Identity.podName(set, ordinal),
                Meta.of(set).key().name());
    try {
      client.create(claims, claim);
      client.announce(set, Notice.normal("SuccessfulCreate", "create " + what + " success"));
    } catch (ApiException e) {
      String message =
          "create %s failed error: %s".formatted(what.replace(" Pod", " for Pod"), e.getMessage());
      client.announce(set, Notice.warning("FailedCreate", message));
      throw e;
    }
  }

  private static ObjectNode owned(
      ObjectNode claim, String pod, ObjectNode set, Optional<ObjectNode> owner) {
    ArrayNode owners = JsonNodeFactory.instance.arrayNode();
    for (JsonNode reference : claim.at("/metadata/ownerReferences")) {
      if (!names(reference, "Pod", pod)
          && !names(reference, "StatefulSet", Meta.of(set).key().name())) {
        owners.add(reference);
      }
    }
    owner.ifPresent(owners::add);
    ObjectNode copy = claim.deepCopy();
    copy.withObject("/metadata").set("ownerReferences", owners);
    if (owners.isEmpty()) {
      copy.withObject("/metadata").remove("ownerReferences");
    }
    return copy;
  }

  private static boolean names(JsonNode reference, String kind, String name) {
    return reference.path("kind").asText().equals(kind)
        && reference.path("name").asText().equals(name);
  }
}
