package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where a pod that is held back by scheduling gates may be scheduled: it can be narrowed down, but
 * not widened. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/#mutable-pod-scheduling-directives">
 *     Mutable pod scheduling directives</a>
 */
final class GatedPodRules {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  private GatedPodRules() {}

  /** Checks what may be narrowed down and sets it back in the changed spec. */
  static void restore(At spec, ObjectNode changed, JsonNode before, FaultList faults) {
    nodeSelector(spec.field("nodeSelector"), before.path("nodeSelector"), faults);
    put(changed, "nodeSelector", before.path("nodeSelector"));
    At affinity = spec.field("affinity").field("nodeAffinity");
    JsonNode old = before.path("affinity").path("nodeAffinity");
    if (!affinity.value().equals(old)) {
      nodeAffinity(affinity, old, faults);
      restoreAffinity(changed, before);
    }
  }

  private static void nodeSelector(At selector, JsonNode before, FaultList faults) {
    boolean kept =
        before
            .propertyStream()
            .allMatch(e -> e.getValue().equals(selector.value().path(e.getKey())));
    if (!kept) {
      faults.invalid(
          selector, "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
    }
  }

  private static void nodeAffinity(At affinity, JsonNode before, FaultList faults) {
    At terms = affinity.field(REQUIRED).field("nodeSelectorTerms");
    JsonNode old = before.path(REQUIRED).path("nodeSelectorTerms");
    if (old.isEmpty()) {
      return;
    }
    if (old.size() != terms.value().size()) {
      faults.invalid(
          terms, "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
      return;
    }
    for (int i = 0; i < old.size(); i++) {
      At term = terms.elements().get(i);
      if (!onlyMore(term.value(), old.get(i))) {
        faults.invalid(term, "only additions are allowed (no mutations or deletions)");
      }
    }
  }

  private static boolean onlyMore(JsonNode term, JsonNode before) {
    if (before.isEmpty() && !term.isEmpty()) {
      return false;
    }
    return startsWith(term.path("matchExpressions"), before.path("matchExpressions"))
        && startsWith(term.path("matchFields"), before.path("matchFields"));
  }

  private static boolean startsWith(JsonNode list, JsonNode start) {
    for (int i = 0; i < start.size(); i++) {
      if (!start.get(i).equals(list.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static void restoreAffinity(ObjectNode changed, JsonNode before) {
    JsonNode old = before.path("affinity").path("nodeAffinity");
    if (changed.path("affinity") instanceof ObjectNode affinity) {
      put(affinity, "nodeAffinity", old);
      if (affinity.isEmpty() && before.path("affinity").isMissingNode()) {
        changed.remove("affinity");
      }
    } else if (!old.isMissingNode()) {
      changed.putObject("affinity").set("nodeAffinity", old);
    }
  }

  private static void put(ObjectNode object, String field, JsonNode value) {
    if (value.isMissingNode()) {
      object.remove(field);
    } else {
      object.set(field, value);
    }
  }
}
