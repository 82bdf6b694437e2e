package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a node's conditions and taints are to be. Pure; methods change the node they are given. */
final class NodeVerdict {
  private static final String PREFIX = "node.kubernetes.io/";
  private static final Set<String> OURS =
      Set.of(PREFIX + "not-ready", PREFIX + "unreachable", PREFIX + "unschedulable");

  private NodeVerdict() {}

  /** The status of the condition Ready; empty if there is none. */
  static String ready(ObjectNode node) {
    for (JsonNode c : node.path("status").path("conditions")) {
      if (c.path("type").asText().equals("Ready")) {
        return c.path("status").asText();
      }
    }
    return "";
  }

  /** Nobody has heard of the node for too long: nothing is known of it. */
  static ObjectNode lost(ObjectNode node, Instant now) {
    for (JsonNode c : node.path("status").path("conditions")) {
      set((ObjectNode) c, "Unknown", now);
      ((ObjectNode) c)
          .put("reason", "NodeStatusUnknown")
          .put("message", "Kubelet stopped posting node status.");
    }
    return node;
  }

  /** What its kubelet says: healthy, or not ready. */
  static ObjectNode reported(ObjectNode node, ObjectNode healthy, boolean ready, Instant now) {
    ObjectNode status = node.withObjectProperty("status");
    for (JsonNode wanted : healthy.path("conditions")) {
      ObjectNode condition = condition(status, wanted.path("type").asText());
      boolean isReady = wanted.path("type").asText().equals("Ready");
      set(condition, isReady && !ready ? "False" : wanted.path("status").asText(), now);
      condition.put("lastHeartbeatTime", Timestamps.text(now));
      condition.set("reason", wanted.path("reason"));
      condition.set("message", wanted.path("message"));
      if (isReady && !ready) {
        condition.put("reason", "KubeletNotReady");
        condition.put("message", "container runtime network not ready");
      }
    }
    return node;
  }

  private static ObjectNode condition(ObjectNode status, String type) {
    ArrayNode conditions = status.withArrayProperty("conditions");
    for (JsonNode c : conditions) {
      if (c.path("type").asText().equals(type)) {
        return (ObjectNode) c;
      }
    }
    return conditions.addObject().put("type", type);
  }

  private static void set(ObjectNode condition, String status, Instant now) {
    if (!condition.path("status").asText().equals(status)) {
      condition.put("status", status).put("lastTransitionTime", Timestamps.text(now));
    }
  }

  /** The taints that follow from what the node is; others stay. */
  static ObjectNode tainted(ObjectNode node, Instant now) {
    Set<String> wanted = new LinkedHashSet<>();
    switch (ready(node)) {
      case "False" -> wanted.add("not-ready");
      case "Unknown" -> wanted.add("unreachable");
      default -> {}
    }
    boolean cordoned = node.path("spec").path("unschedulable").asBoolean();
    ArrayNode taints = node.arrayNode();
    for (JsonNode taint : node.path("spec").path("taints")) {
      String key = taint.path("key").asText();
      boolean stays =
          key.equals(PREFIX + "unschedulable")
              ? cordoned
              : wanted.contains(key.replace(PREFIX, ""));
      if (!OURS.contains(key) || stays) {
        taints.add(taint);
      }
    }
    wanted.forEach(key -> add(taints, PREFIX + key, "NoSchedule", now));
    wanted.forEach(key -> add(taints, PREFIX + key, "NoExecute", now));
    if (cordoned) {
      add(taints, PREFIX + "unschedulable", "NoSchedule", now);
    }
    ObjectNode spec = node.withObjectProperty("spec");
    if (taints.isEmpty()) {
      spec.remove("taints");
    } else {
      spec.set("taints", taints);
    }
    return node;
  }

  private static void add(ArrayNode taints, String key, String effect, Instant now) {
    for (JsonNode taint : taints) {
      if (taint.path("key").asText().equals(key) && taint.path("effect").asText().equals(effect)) {
        return;
      }
    }
    taints.addObject().put("effect", effect).put("key", key).put("timeAdded", Timestamps.text(now));
  }
}
