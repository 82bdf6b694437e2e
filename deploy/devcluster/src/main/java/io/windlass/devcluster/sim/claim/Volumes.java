package io.windlass.devcluster.sim.claim;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;

/** What volumes and claims look like when they are made or bound. Pure. */
final class Volumes {
  private Volumes() {}

  /** The volume that a provisioner makes for a claim. */
  static ObjectNode provisioned(ObjectNode claim, ObjectNode storageClass) {
    String name = "pvc-" + Meta.of(claim).uid();
    String provisioner = storageClass.path("provisioner").asText();
    ObjectNode volume = JsonNodeFactory.instance.objectNode();
    ObjectNode meta = volume.putObject("metadata").put("name", name);
    meta.putObject("annotations").put("pv.kubernetes.io/provisioned-by", provisioner);
    meta.putArray("finalizers").add("kubernetes.io/pv-protection");
    ObjectNode spec = volume.putObject("spec");
    spec.putObject("capacity")
        .set("storage", claim.path("spec").path("resources").path("requests").path("storage"));
    spec.set("accessModes", claim.path("spec").path("accessModes"));
    spec.set("claimRef", reference(claim));
    spec.putObject("csi").put("driver", provisioner).put("volumeHandle", name);
    spec.put("persistentVolumeReclaimPolicy", storageClass.path("reclaimPolicy").asText("Delete"));
    spec.put("storageClassName", Meta.of(storageClass).key().name());
    spec.put("volumeMode", claim.path("spec").path("volumeMode").asText("Filesystem"));
    return volume;
  }

  /** A volume that a claim has been given. */
  static ObjectNode claimed(ObjectNode volume, ObjectNode claim) {
    volume.withObjectProperty("spec").set("claimRef", reference(claim));
    return volume;
  }

  private static ObjectNode reference(ObjectNode claim) {
    Meta meta = Meta.of(claim);
    return JsonNodeFactory.instance
        .objectNode()
        .put("apiVersion", "v1")
        .put("kind", "PersistentVolumeClaim")
        .put("name", meta.key().name())
        .put("namespace", meta.key().namespace())
        .put("resourceVersion", Long.toString(meta.version()))
        .put("uid", meta.uid());
  }

  /** A claim that has been given a volume. */
  static ObjectNode bound(ObjectNode claim, ObjectNode volume) {
    ObjectNode annotations = claim.withObjectProperty("metadata").withObjectProperty("annotations");
    annotations.put("pv.kubernetes.io/bind-completed", "yes");
    ObjectNode spec = claim.withObjectProperty("spec");
    if (spec.path("volumeName").asText().isEmpty()) {
      annotations.put("pv.kubernetes.io/bound-by-controller", "yes");
      spec.put("volumeName", Meta.of(volume).key().name());
    }
    return claim;
  }

  /** The status of a claim that has a volume. */
  static ObjectNode boundStatus(ObjectNode volume) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.set("accessModes", volume.path("spec").path("accessModes"));
    status.set("capacity", volume.path("spec").path("capacity"));
    return status.put("phase", "Bound");
  }

  /** With a finalizer more, or fewer. */
  static ObjectNode guarded(ObjectNode object, String finalizer, boolean guarded) {
    ObjectNode meta = object.withObjectProperty("metadata");
    var kept = meta.arrayNode();
    meta.path("finalizers")
        .forEach(
            f -> {
              if (!f.asText().equals(finalizer)) {
                kept.add(f);
              }
            });
    if (guarded) {
      kept.add(finalizer);
    }
    if (kept.isEmpty()) {
      meta.remove("finalizers");
    } else {
      meta.set("finalizers", kept);
    }
    return object;
  }

  static boolean isGuarded(ObjectNode object, String finalizer) {
    return object
        .path("metadata")
        .path("finalizers")
        .valueStream()
        .anyMatch(f -> f.asText().equals(finalizer));
  }
}
