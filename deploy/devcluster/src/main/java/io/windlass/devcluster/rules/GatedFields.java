package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * Fields that belong to features which are off by default in Kubernetes 1.32, or have gone: they
 * decode, and are dropped unless the object had them already. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/">Feature
 *     gates</a>
 */
final class GatedFields {
  private GatedFields() {}

  /** Takes them out of a new object. */
  static void dropNew(ResourceType type, ObjectNode object) {
    switch (type.qualifiedName()) {
      case "leases.coordination.k8s.io" ->
          drop(object.path("spec"), List.of("strategy", "preferredHolder"));
      case "nodes" -> {
        drop(object.path("spec"), List.of("configSource"));
        drop(object.path("status"), List.of("config", "features", "runtimeHandlers"));
      }
      default -> {}
    }
  }

  private static void drop(JsonNode parent, List<String> fields) {
    if (parent instanceof ObjectNode object) {
      object.remove(fields);
    }
  }

  /** Takes them out of a changed object that had none of them. */
  static void dropAdded(ResourceType type, ObjectNode object, JsonNode before) {
    switch (type.qualifiedName()) {
      case "leases.coordination.k8s.io" ->
          List.of("strategy", "preferredHolder").forEach(f -> added(object, before, "spec", f));
      case "nodes" -> added(object, before, "spec", "configSource");
      default -> {}
    }
  }

  /** The same of a status. */
  static void dropAddedStatus(ResourceType type, ObjectNode object, JsonNode before) {
    if (type.qualifiedName().equals("nodes")) {
      added(object, before, "status", "config");
    }
  }

  private static void added(ObjectNode object, JsonNode before, String parent, String field) {
    if (!before.path(parent).has(field)) {
      drop(object.path(parent), List.of(field));
    }
  }
}
