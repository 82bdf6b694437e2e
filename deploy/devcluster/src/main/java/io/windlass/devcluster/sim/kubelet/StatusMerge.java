package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.List;

/**
 * Puts one writer's part of a status into the whole: its fields replace what was there, its
 * conditions replace those of their type, and all others stay. A strategic merge of a status. Pure.
 */
final class StatusMerge {
  private StatusMerge() {}

  /**
   * The whole status afterwards; neither argument is changed. {@code lastTransitionTime} is {@code
   * now} where a condition's status differs from before, else what it was.
   */
  static ObjectNode into(ObjectNode status, ObjectNode own, Instant now) {
    ObjectNode merged = status.deepCopy();
    own.properties().stream()
        .filter(field -> !field.getKey().equals("conditions"))
        .forEach(field -> merged.set(field.getKey(), field.getValue().deepCopy()));
    // What was proposed is done.
    merged.remove("resize");
    ArrayNode conditions = merged.withArrayProperty("conditions");
    for (JsonNode condition : own.path("conditions")) {
      put(conditions, (ObjectNode) condition.deepCopy(), now);
    }
    return merged;
  }

  private static void put(ArrayNode conditions, ObjectNode condition, Instant now) {
    for (int i = 0; i < conditions.size(); i++) {
      JsonNode before = conditions.get(i);
      if (same(before, condition, "type")) {
        if (!isSame(before, condition)) {
          conditions.set(i, dated(before, condition, now));
        }
        return;
      }
    }
    condition.putNull("lastProbeTime");
    condition.put("lastTransitionTime", Timestamps.text(now));
    conditions.add(condition);
  }

  private static ObjectNode dated(JsonNode before, ObjectNode condition, Instant now) {
    boolean keeps = same(before, condition, "status") && before.has("lastTransitionTime");
    String then = before.path("lastTransitionTime").asText();
    condition.putNull("lastProbeTime");
    return condition.put("lastTransitionTime", keeps ? then : Timestamps.text(now));
  }

  private static boolean isSame(JsonNode before, JsonNode after) {
    return List.of("status", "reason", "message").stream().allMatch(f -> same(before, after, f));
  }

  private static boolean same(JsonNode before, JsonNode after, String field) {
    return before.path(field).asText().equals(after.path(field).asText());
  }
}
