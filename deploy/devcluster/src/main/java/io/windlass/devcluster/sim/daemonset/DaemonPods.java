package io.windlass.devcluster.sim.daemonset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.PodTemplates;
import java.util.List;

/** The pods of DaemonSets, which the scheduler binds to the node that they name. Pure. */
final class DaemonPods {
  static final String HASH = "controller-revision-hash";
  private static final String GENERATION = "pod-template-generation";
  private static final String DEPRECATED_GENERATION = "deprecated.daemonset.template.generation";
  private static final List<String> STAYS_UNDER_PRESSURE =
      List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable");

  private DaemonPods() {}

  /** A pod that could be on any node. */
  static ObjectNode pod(ObjectNode set, String hash) {
    ObjectNode pod = PodTemplates.pod(set, set.at("/spec/template"));
    ObjectNode meta = pod.withObject("/metadata");
    meta.put("generateName", Meta.of(set).key().name() + "-");
    ObjectNode labels = meta.withObjectProperty("labels");
    labels.put(HASH, hash);
    labels.put(GENERATION, Meta.annotations(set).getOrDefault(DEPRECATED_GENERATION, "1"));
    tolerate(pod.withObject("/spec"));
    return pod;
  }

  /** The same pod for one node. */
  static ObjectNode onNode(ObjectNode pod, String node) {
    ObjectNode bound = pod.deepCopy();
    ObjectNode required =
        bound
            .withObject("/spec")
            .withObjectProperty("affinity")
            .withObjectProperty("nodeAffinity")
            .withObjectProperty("requiredDuringSchedulingIgnoredDuringExecution");
    var terms = required.withArrayProperty("nodeSelectorTerms");
    if (terms.isEmpty()) {
      terms.addObject();
    }
    for (JsonNode term : terms) {
      // The node takes the place of whatever fields were named.
      var fields = ((ObjectNode) term).putArray("matchFields").addObject();
      fields.put("key", "metadata.name").put("operator", "In").putArray("values").add(node);
    }
    return bound;
  }

  private static void tolerate(ObjectNode spec) {
    add(spec, "not-ready", "NoExecute");
    add(spec, "unreachable", "NoExecute");
    STAYS_UNDER_PRESSURE.forEach(taint -> add(spec, taint, "NoSchedule"));
    if (spec.path("hostNetwork").asBoolean()) {
      add(spec, "network-unavailable", "NoSchedule");
    }
  }

  private static void add(ObjectNode spec, String taint, String effect) {
    String key = "node.kubernetes.io/" + taint;
    for (JsonNode toleration : spec.path("tolerations")) {
      boolean same =
          toleration.path("key").asText().equals(key)
              && toleration.path("effect").asText().equals(effect);
      if (same) {
        return;
      }
    }
    spec.withArrayProperty("tolerations")
        .addObject()
        .put("key", key)
        .put("operator", "Exists")
        .put("effect", effect);
  }
}
