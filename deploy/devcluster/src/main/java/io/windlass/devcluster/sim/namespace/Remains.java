package io.windlass.devcluster.sim.namespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is left in a namespace that is being deleted, and the conditions that say so. Used by one
 * thread.
 */
final class Remains {
  private final Map<String, Integer> types = new TreeMap<>();
  private final Map<String, Integer> finalizers = new TreeMap<>();

  void add(ResourceType type, ObjectNode object) {
    types.merge(type.plural() + "." + type.group(), 1, Integer::sum);
    object
        .path("metadata")
        .path("finalizers")
        .forEach(finalizer -> finalizers.merge(finalizer.asText(), 1, Integer::sum));
  }

  boolean isEmpty() {
    return types.isEmpty();
  }

  /** Writes the conditions into a namespace's status; those that hold already keep their times. */
  void tell(ObjectNode status, Instant now) {
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    addFalse(
        conditions,
        "NamespaceDeletionDiscoveryFailure",
        "ResourcesDiscovered",
        "All resources successfully discovered");
    addFalse(
        conditions,
        "NamespaceDeletionGroupVersionParsingFailure",
        "ParsedGroupVersions",
        "All legacy kube types successfully parsed");
    addFalse(
        conditions,
        "NamespaceDeletionContentFailure",
        "ContentDeleted",
        "All content successfully deleted, may be waiting on finalization");
    addContent(conditions);
    addFinalizers(conditions);
    conditions.forEach(condition -> date((ObjectNode) condition, status, now));
    status.set("conditions", conditions);
  }

  private void addContent(ArrayNode conditions) {
    String type = "NamespaceContentRemaining";
    if (types.isEmpty()) {
      addFalse(conditions, type, "ContentRemoved", "All content successfully removed");
      return;
    }
    String all = told(types, "%s has %d resource instances");
    add(conditions, type, "SomeResourcesRemain", "Some resources are remaining: " + all)
        .put("status", "True");
  }

  private void addFinalizers(ArrayNode conditions) {
    String type = "NamespaceFinalizersRemaining";
    if (finalizers.isEmpty()) {
      String done = "All content-preserving finalizers finished";
      addFalse(conditions, type, "ContentHasNoFinalizers", done);
      return;
    }
    String why = "Some content in the namespace has finalizers remaining: ";
    add(
            conditions,
            type,
            "SomeFinalizersRemain",
            why + told(finalizers, "%s in %d resource instances"))
        .put("status", "True");
  }

  private static String told(Map<String, Integer> counts, String form) {
    return counts.entrySet().stream()
        .map(e -> form.replace("%s", e.getKey()).replace("%d", e.getValue().toString()))
        .collect(Collectors.joining(", "));
  }

  private static void addFalse(ArrayNode conditions, String type, String reason, String message) {
    add(conditions, type, reason, message);
  }

  private static ObjectNode add(ArrayNode conditions, String type, String reason, String message) {
    ObjectNode condition = conditions.addObject().put("type", type).put("status", "False");
    condition.put("lastTransitionTime", "").put("reason", reason);
    return condition.put("message", message);
  }

  private static void date(ObjectNode condition, ObjectNode status, Instant now) {
    condition.put("lastTransitionTime", Timestamps.text(now));
    for (JsonNode before : status.path("conditions")) {
      boolean same = before.path("type").equals(condition.path("type"));
      if (same && before.path("status").equals(condition.path("status"))) {
        condition.set("lastTransitionTime", before.path("lastTransitionTime"));
      }
    }
  }
}
