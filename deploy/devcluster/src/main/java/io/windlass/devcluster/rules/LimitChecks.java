package io.windlass.devcluster.rules;

import io.windlass.devcluster.schema.Faults;
import java.util.List;
import java.util.Set;

/** What PersistentVolumes must be. Stateless. */
final class LimitChecks {
  private static final List<String> MODES =
      List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
  private static final Set<String> SPEC_FIELDS =
      Set.of(
          "accessModes",
          "capacity",
          "claimRef",
          "mountOptions",
          "nodeAffinity",
          "persistentVolumeReclaimPolicy",
          "storageClassName",
          "volumeAttributesClassName",
          "volumeMode");

  private LimitChecks() {}

  static void volume(At spec, FaultList faults) {
    At modes = spec.field("accessModes");
    if (modes.value().isEmpty()) {
      faults.required(modes);
    }
    for (At mode : modes.elements()) {
      faults.oneOf(mode.as(modes.path()), MODES);
    }
    At capacity = spec.field("capacity");
    if (capacity.value().isEmpty()) {
      faults.required(capacity);
    }
    if (!capacity.keys().equals(List.of("storage"))) {
      faults.add(Faults.notSupported(capacity.path(), capacity.value(), List.of("storage")));
    }
    sources(spec, faults);
    if (spec.field("volumeMode").isSet()) {
      faults.oneOf(spec.field("volumeMode"), List.of("Block", "Filesystem"));
    }
    faults.oneOf(
        spec.field("persistentVolumeReclaimPolicy"), List.of("Delete", "Recycle", "Retain"));
  }

  private static void sources(At spec, FaultList faults) {
    long sources = spec.keys().stream().filter(key -> !SPEC_FIELDS.contains(key)).count();
    if (sources == 0) {
      faults.required(spec, "must specify a volume type");
    }
  }
}
