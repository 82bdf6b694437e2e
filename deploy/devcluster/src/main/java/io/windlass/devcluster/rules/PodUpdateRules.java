package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What may change in a pod that exists. Stateless; cost O(size of the spec). */
final class PodUpdateRules {
  private static final String FROZEN =
      "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations`"
          + " (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow"
          + " it to be set to 1 if it was previously negative)\n";
  private static final List<String> CONTAINERS = List.of("containers", "initContainers");

  private PodUpdateRules() {}

  static void validate(At spec, JsonNode before, FaultList faults) {
    for (String field : CONTAINERS) {
      if (spec.value().path(field).size() != before.path(field).size()) {
        faults.forbidden(spec.field(field), "pod updates may not add or remove containers");
        return;
      }
    }
    if (!deadline(spec.field("activeDeadlineSeconds"), before, faults)) {
      return;
    }
    tolerationsOnlyCome(spec.field("tolerations"), before.path("tolerations"), faults);
    gatesOnlyGo(spec.field("schedulingGates"), before.path("schedulingGates"), faults);
    restStays(spec, before, faults);
  }

  // Whether the other fields are looked at, too.
  private static boolean deadline(At deadline, JsonNode before, FaultList faults) {
    JsonNode old = before.path("activeDeadlineSeconds");
    if (deadline.isSet()) {
      long seconds = deadline.value().asLong();
      if (seconds < 0 || seconds > Integer.MAX_VALUE) {
        faults.between(deadline, 0, Integer.MAX_VALUE);
        return false;
      }
      if (!old.isMissingNode() && seconds > old.asLong()) {
        faults.invalid(deadline, "must be less than or equal to previous value");
        return false;
      }
    } else if (!old.isMissingNode()) {
      faults.invalidShown(deadline, "null", "must not update from a positive integer to nil value");
    }
    return true;
  }

  private static void gatesOnlyGo(At gates, JsonNode before, FaultList faults) {
    Set<String> known =
        before.valueStream().map(gate -> gate.path("name").asText()).collect(Collectors.toSet());
    for (At gate : gates.elements()) {
      String name = gate.field("name").text();
      if (!known.contains(name)) {
        faults.forbidden(
            gate.field("name"),
            "only deletion is allowed, but found new scheduling gate '%s'".formatted(name));
      }
    }
  }

  // An existing toleration stays, but for the time that it grants.
  private static void tolerationsOnlyCome(At tolerations, JsonNode before, FaultList faults) {
    List<JsonNode> present =
        tolerations.elements().stream().map(t -> withoutTime(t.value())).toList();
    boolean allKept =
        before.valueStream().map(PodUpdateRules::withoutTime).allMatch(present::contains);
    if (!allKept) {
      faults.forbidden(
          tolerations, "existing toleration can not be modified except its tolerationSeconds");
    }
  }

  private static JsonNode withoutTime(JsonNode toleration) {
    JsonNode copy = toleration.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("tolerationSeconds");
    }
    return copy;
  }

  private static void restStays(At spec, JsonNode before, FaultList faults) {
    ObjectNode munged = spec.value().deepCopy();
    for (String field : CONTAINERS) {
      for (int i = 0; i < munged.path(field).size(); i++) {
        set((ObjectNode) munged.path(field).get(i), "image", before.path(field).get(i));
      }
    }
    for (String field : List.of("activeDeadlineSeconds", "tolerations", "schedulingGates")) {
      set(munged, field, before);
    }
    String grace = "terminationGracePeriodSeconds";
    if (before.path(grace).asLong() < 0 && munged.path(grace).asLong() == 1) {
      set(munged, grace, before);
    }
    if (!before.path("schedulingGates").isEmpty()) {
      GatedPodRules.restore(spec, munged, before, faults);
    }
    if (!munged.equals(before)) {
      faults.forbidden(spec, FROZEN + Difference.between(before, munged));
    }
  }

  private static void set(ObjectNode object, String field, JsonNode from) {
    if (from.has(field)) {
      object.set(field, from.get(field));
    } else {
      object.remove(field);
    }
  }
}
