package io.windlass.devcluster.sim.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.scheduler.NodeFacts.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pod asks of its node. Immutable.
 *
 * @param affinity empty, or terms of which one must match
 * @param requests with one piece of {@code pods}: the pod itself
 */
record PodNeeds(
    NodeTerm selector, List<NodeTerm> affinity, List<Toleration> tolerations, Resources requests) {

  PodNeeds {
    affinity = List.copyOf(affinity);
    tolerations = List.copyOf(tolerations);
  }

  /** One toleration; an empty key or effect stands for all. */
  record Toleration(String key, boolean anyValue, String value, String effect) {
    boolean tolerates(Taint taint) {
      return (effect.isEmpty() || effect.equals(taint.effect()))
          && (key.isEmpty() || key.equals(taint.key()))
          && (anyValue || value.equals(taint.value()));
    }
  }

  static PodNeeds of(ObjectNode pod) {
    JsonNode spec = pod.path("spec");
    JsonNode required =
        spec.path("affinity")
            .path("nodeAffinity")
            .path("requiredDuringSchedulingIgnoredDuringExecution");
    List<NodeTerm> affinity = new ArrayList<>();
    required.path("nodeSelectorTerms").forEach(t -> affinity.add(NodeTerm.of(t)));
    List<Toleration> tolerations = new ArrayList<>();
    spec.path("tolerations").forEach(t -> tolerations.add(toleration(t)));
    return new PodNeeds(
        NodeTerm.ofLabels(spec.path("nodeSelector")), affinity, tolerations, requests(spec));
  }

  /** All that a pod takes on its node: what runs together, or the hungriest moment of its start. */
  static Resources requests(JsonNode spec) {
    Resources together = Resources.NONE;
    Resources starting = Resources.NONE;
    for (JsonNode c : spec.path("initContainers")) {
      Resources own = ofContainer(c);
      if (c.path("restartPolicy").asText().equals("Always")) {
        together = together.plus(own);
        starting = starting.max(together);
      } else {
        starting = starting.max(together.plus(own));
      }
    }
    for (JsonNode c : spec.path("containers")) {
      together = together.plus(ofContainer(c));
    }
    return together
        .max(starting)
        .plus(Resources.of(spec.path("overhead")))
        .plus(new Resources(Map.of("pods", 1L)));
  }

  private static Resources ofContainer(JsonNode container) {
    JsonNode resources = container.path("resources");
    Resources limits = Resources.of(resources.path("limits"));
    Resources requests = Resources.of(resources.path("requests"));
    // A limit without a request is a request, which the API server writes as a default.
    Map<String, Long> all = new HashMap<>(limits.amounts());
    all.putAll(requests.amounts());
    return new Resources(all);
  }

  private static Toleration toleration(JsonNode t) {
    return new Toleration(
        t.path("key").asText(),
        t.path("operator").asText().equals("Exists"),
        t.path("value").asText(),
        t.path("effect").asText());
  }
}
