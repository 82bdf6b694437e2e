package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the scheduler reads of a node. Immutable. */
record NodeFacts(
    String name,
    Map<String, String> labels,
    List<Taint> taints,
    boolean unschedulable,
    Resources allocatable) {

  NodeFacts {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }

  /** A taint that keeps pods away: those that only ask are not kept. */
  record Taint(String key, String value, String effect) {}

  static NodeFacts of(ObjectNode node) {
    JsonNode spec = node.path("spec");
    List<Taint> taints = new ArrayList<>();
    for (JsonNode t : spec.path("taints")) {
      String effect = t.path("effect").asText();
      if (!effect.equals("PreferNoSchedule")) {
        taints.add(new Taint(t.path("key").asText(), t.path("value").asText(), effect));
      }
    }
    return new NodeFacts(
        node.path("metadata").path("name").asText(),
        Meta.labels(node),
        taints,
        spec.path("unschedulable").asBoolean(),
        Resources.of(node.path("status").path("allocatable")));
  }
}
