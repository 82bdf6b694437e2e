package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.autoscale.Decision.Condition;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.List;

/** Writes the status of an autoscaler: moments change only with what they are about. Pure. */
final class AutoscalerStatus {
  private final ObjectNode before;
  private final Instant now;

  AutoscalerStatus(ObjectNode autoscaler, Instant now) {
    this.before =
        autoscaler.path("status") instanceof ObjectNode status
            ? status
            : JsonNodeFactory.instance.objectNode();
    this.now = now;
  }

  /** Numbers beside the conditions: replicas before and after, and whether that is a change. */
  record Counts(int current, int desired, boolean rescaled) {}

  ObjectNode render(Counts counts, List<Condition> conditions, List<ObjectNode> metrics) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    if (before.has("observedGeneration")) {
      status.set("observedGeneration", before.path("observedGeneration"));
    }
    if (counts.rescaled()) {
      status.put("lastScaleTime", Timestamps.text(now));
    } else if (before.has("lastScaleTime")) {
      status.set("lastScaleTime", before.path("lastScaleTime"));
    }
    if (counts.current() != 0) {
      status.put("currentReplicas", counts.current());
    }
    status.put("desiredReplicas", counts.desired());
    if (metrics.isEmpty()) {
      status.putNull("currentMetrics");
    } else {
      metrics.forEach(status.withArrayProperty("currentMetrics")::add);
    }
    status.set("conditions", conditions(conditions));
    return status;
  }

  /** Only the conditions, the rest as it was. */
  ObjectNode renderConditions(List<Condition> conditions) {
    ObjectNode status = before.deepCopy();
    if (!status.has("desiredReplicas")) {
      status.put("desiredReplicas", 0);
    }
    status.set("conditions", conditions(conditions));
    return status;
  }

  int desiredBefore() {
    return before.path("desiredReplicas").asInt();
  }

  private ArrayNode conditions(List<Condition> wanted) {
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    before.path("conditions").forEach(c -> conditions.add(c.deepCopy()));
    wanted.forEach(condition -> put(conditions, condition));
    return conditions;
  }

  private void put(ArrayNode conditions, Condition wanted) {
    String status = wanted.holds() ? "True" : "False";
    ObjectNode found = null;
    for (JsonNode c : conditions) {
      if (c.path("type").asText().equals(wanted.type())) {
        found = (ObjectNode) c;
      }
    }
    ObjectNode condition = found == null ? conditions.addObject() : found;
    if (!condition.path("status").asText().equals(status)) {
      condition.put("lastTransitionTime", Timestamps.text(now));
    }
    condition.put("type", wanted.type()).put("status", status);
    condition.put("reason", wanted.reason()).put("message", wanted.message());
  }
}
