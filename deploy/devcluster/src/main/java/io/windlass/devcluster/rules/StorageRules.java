package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/**
 * {@code storage.k8s.io/v1}. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/storage-classes/">Storage classes</a>
 */
final class StorageRules implements GroupRules {
  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    if (type.plural().equals("storageclasses")) {
      Fill.text(object, "reclaimPolicy", "Delete");
      Fill.text(object, "volumeBindingMode", "Immediate");
    }
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    if (type.plural().equals("storageclasses")) {
      ClassChecks.storageClass(object, faults);
    }
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    if (type.plural().equals("storageclasses")) {
      ClassChecks.storageClassUpdate(object, before, faults);
    }
  }
}
