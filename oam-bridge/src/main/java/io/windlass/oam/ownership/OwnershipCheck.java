package io.windlass.oam.ownership;

import io.windlass.oam.document.Node;
import io.windlass.oam.environment.Environment.ComponentFields;

/**
 * Finds in a component the fields of others. In OAM's own kinds all of them are refused. A workload
 * of another kind that a Component embeds cannot do without replicas and the like, so these are
 * only pointed out there, while what touches machines and rights is refused, unless the environment
 * asks for no more than a warning.
 */
public final class OwnershipCheck {
  /** A field that somebody else decides. */
  public static final String REASON = "FieldOfOthers";

  private OwnershipCheck() {}

  /** Judges {@code spec} of a ComponentSchematic. */
  public static void schematic(Node spec) {
    ownKind(spec);
  }

  /** Judges {@code spec.workload} of a Component. */
  public static void component(Node workload, ComponentFields policy) {
    Node spec = workload.child("spec");
    if (isOams(workload)) {
      ownKind(spec);
    } else if (spec.json().object("template", "spec").get("containers").isPresent()) {
      foreignKind(spec, policy == ComponentFields.ENFORCE);
    }
  }

  private static boolean isOams(Node workload) {
    return workload.json().text("apiVersion").orElse("").startsWith("core.oam.dev/");
  }

  private static void ownKind(Node spec) {
    judge(spec, Place.WORKLOAD, true);
    judge(spec, Place.POD, true);
    containers(spec, true);
  }

  private static void foreignKind(Node spec, boolean refuses) {
    judge(spec, Place.WORKLOAD, false);
    Node pod = spec.child("template").child("spec");
    judge(pod, Place.POD, refuses);
    containers(pod, refuses);
    pod.values("volumes").forEach(volume -> judge(volume, Place.VOLUME, refuses));
  }

  private static void containers(Node pod, boolean refuses) {
    for (Node container : pod.values("containers")) {
      judge(container, Place.CONTAINER, refuses);
      container.values("ports").forEach(port -> judge(port, Place.PORT, refuses));
    }
  }

  private static void judge(Node node, Place place, boolean refuses) {
    for (FieldOwner row : FieldOwners.ofOthers(place)) {
      if (!node.has(row.field())) {
        continue;
      }
      if (refuses) {
        node.errorAt(row.field(), REASON, row.refusal());
      } else {
        node.warnAt(row.field(), REASON, row.refusal());
      }
    }
  }
}
