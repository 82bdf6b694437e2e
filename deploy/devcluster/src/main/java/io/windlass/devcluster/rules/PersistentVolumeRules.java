package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;

/** Defaults and checks of PersistentVolumes. Stateless. */
final class PersistentVolumeRules {
  private PersistentVolumeRules() {}

  static void applyDefaults(ObjectNode volume) {
    ObjectNode spec = volume.withObjectProperty("spec");
    Fill.text(spec, "persistentVolumeReclaimPolicy", "Retain");
    Fill.text(spec, "volumeMode", "Filesystem");
    sourceDefaults(spec);
  }

  /** The defaults of the sources that volumes of pods have, too. */
  static void sourceDefaults(JsonNode volume) {
    Fill.in(volume, "hostPath", path -> Fill.whole(path, "type", ""));
    Fill.in(volume, "iscsi", source -> Fill.text(source, "iscsiInterface", "default"));
    Fill.in(
        volume,
        "rbd",
        source -> {
          Fill.text(source, "pool", "rbd");
          Fill.text(source, "user", "admin");
          Fill.text(source, "keyring", "/etc/ceph/keyring");
        });
    Fill.in(
        volume,
        "azureDisk",
        source -> {
          Fill.whole(source, "cachingMode", "ReadWrite");
          Fill.whole(source, "kind", "Shared");
          Fill.whole(source, "fsType", "ext4");
          Fill.flag(source, "readOnly", false);
        });
    Fill.in(
        volume,
        "scaleIO",
        source -> {
          Fill.text(source, "storageMode", "ThinProvisioned");
          Fill.text(source, "fsType", "xfs");
        });
  }

  static void validate(At volume, FaultList faults) {
    At spec = volume.field("spec");
    faults.present(spec.field("accessModes"));
    ClaimRules.accessModes(spec.field("accessModes"), faults);
    capacity(spec.field("capacity"), faults);
    if (!spec.field("persistentVolumeReclaimPolicy").isBlank()) {
      faults.oneOf(
          spec.field("persistentVolumeReclaimPolicy"), List.of("Delete", "Recycle", "Retain"));
    }
    affinity(spec.field("nodeAffinity"), faults);
    String name = volume.field("metadata").field("name").text();
    VolumeSources.one(
        spec,
        VolumeSources.OF_VOLUMES,
        (kind, source, list) -> source(kind, source, name, list),
        faults);
    local(spec, faults);
    if (!spec.field("storageClassName").isBlank()) {
      faults.format(spec.field("storageClassName"), Names::subdomain);
    }
    if (spec.field("volumeMode").isSet()) {
      faults.oneOf(spec.field("volumeMode"), List.of("Block", "Filesystem"));
    }
  }

  private static void capacity(At capacity, FaultList faults) {
    faults.present(capacity);
    if (!capacity.keys().equals(List.of("storage"))) {
      faults.add(Faults.notSupported(capacity.path(), capacity.value(), List.of("storage")));
    }
    for (String name : capacity.keys()) {
      At amount = capacity.key(name);
      if (Quantity.of(amount.value()).filter(q -> q.amount().signum() > 0).isEmpty()) {
        faults.invalid(amount, amount.text(), "must be greater than zero");
      }
    }
  }

  private static void affinity(At affinity, FaultList faults) {
    if (!affinity.isSet()) {
      return;
    }
    At required = affinity.field("required");
    if (required.isSet()) {
      SelectorRules.nodeTerms(required.field("nodeSelectorTerms"), faults);
    } else {
      faults.required(required, "must specify required node constraints");
    }
  }

  private static void local(At spec, FaultList faults) {
    List<String> stated =
        VolumeSources.OF_VOLUMES.stream().filter(kind -> spec.field(kind).isSet()).toList();
    boolean isLocal = !stated.isEmpty() && stated.getFirst().equals("local");
    if (isLocal && !spec.field("nodeAffinity").isSet()) {
      faults.required(spec.field("nodeAffinity"), "Local volume requires node affinity");
    }
    boolean root = spec.field("hostPath").field("path").text().matches("/+(\\./*)*");
    At policy = spec.field("persistentVolumeReclaimPolicy");
    if (root && policy.text().equals("Recycle")) {
      faults.forbidden(policy, "may not be 'recycle' for a hostPath mount of '/'");
    }
  }

  private static void source(String kind, At source, String name, FaultList faults) {
    VolumeSources.shared(kind, source, faults);
    At secret = source.field("secretRef");
    switch (kind) {
      case "iscsi" -> {
        At portal = source.field("targetPortal").as(source.path() + ".targetportal");
        BlockSources.iscsi(source, name, portal, faults);
        if (secret.isSet()) {
          faults.present(secret.field("name"));
        }
      }
      case "cinder", "storageos" -> {
        if (secret.isSet()) {
          faults.present(secret.field("name"));
          faults.present(secret.field("namespace"));
        }
      }
      case "glusterfs" -> {
        At namespace = source.field("endpointsNamespace");
        if (namespace.isSet()) {
          faults.format(namespace, Names::label);
        }
      }
      case "azureFile" -> {
        if (source.field("secretNamespace").isSet()) {
          faults.present(source.field("secretNamespace"));
        }
      }
      case "local" -> {
        faults.present(source.field("path"));
        PathRules.noBacksteps(source.field("path"), faults);
      }
      case "csi" -> BlockSources.persistentCsi(source, faults);
      default -> {}
    }
  }

  static void validateUpdate(At volume, JsonNode before, FaultList faults) {
    validate(volume, faults);
    At spec = volume.field("spec");
    JsonNode old = before.path("spec");
    ObjectNode now = sources(spec.value());
    ObjectNode was = sources(old);
    // How a volume is expanded may be said later.
    if (!was.path("csi").has("controllerExpandSecretRef")) {
      Fill.in(now, "csi", csi -> csi.remove("controllerExpandSecretRef"));
    }
    if (!now.equals(was)) {
      faults.forbidden(
          spec.as("spec.persistentvolumesource"),
          "spec.persistentvolumesource is immutable after creation\n"
              + Difference.between(was, now));
    }
    At mode = spec.field("volumeMode").as("volumeMode");
    if (!mode.value().equals(old.path("volumeMode"))) {
      faults.invalid(mode, "field is immutable");
    }
    At affinity = spec.field("nodeAffinity").as("nodeAffinity");
    if (old.has("nodeAffinity") && !affinity.value().equals(old.path("nodeAffinity"))) {
      faults.invalid(affinity, "field is immutable, except for updating from beta label to GA");
    }
  }

  private static ObjectNode sources(JsonNode spec) {
    ObjectNode copy = spec.deepCopy();
    copy.retain(VolumeSources.OF_VOLUMES);
    return copy;
  }
}
