package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Map;

/**
 * What counts as a new generation of a built-in type: a change of these parts. Types that are not
 * named keep the generation that they have, if any. Stateless. Source: the strategies of the
 * Kubernetes registries.
 */
final class Generations {
  private static final List<String> SPEC = List.of("/spec");
  private static final Map<String, List<String>> COUNTED =
      Map.ofEntries(
          Map.entry("daemonsets.apps", SPEC),
          Map.entry("deployments.apps", List.of("/spec", "/metadata/annotations")),
          Map.entry("replicasets.apps", SPEC),
          Map.entry("statefulsets.apps", SPEC),
          Map.entry("cronjobs.batch", SPEC),
          Map.entry("jobs.batch", SPEC),
          Map.entry("replicationcontrollers", SPEC),
          Map.entry("podtemplates", List.of("/template")),
          Map.entry("poddisruptionbudgets.policy", SPEC),
          Map.entry("ingresses.networking.k8s.io", SPEC),
          Map.entry("ingressclasses.networking.k8s.io", SPEC),
          Map.entry("networkpolicies.networking.k8s.io", SPEC),
          Map.entry(
              "endpointslices.discovery.k8s.io",
              List.of("/addressType", "/endpoints", "/ports", "/metadata/labels")),
          Map.entry("priorityclasses.scheduling.k8s.io", List.of()),
          Map.entry("validatingadmissionpolicies.admissionregistration.k8s.io", SPEC),
          Map.entry("validatingadmissionpolicybindings.admissionregistration.k8s.io", SPEC),
          Map.entry(
              "mutatingwebhookconfigurations.admissionregistration.k8s.io", List.of("/webhooks")),
          Map.entry(
              "validatingwebhookconfigurations.admissionregistration.k8s.io",
              List.of("/webhooks")));

  private Generations() {}

  /** The generation of a new object, whatever its client said. */
  static void first(String qualifiedName, ObjectNode object) {
    if (COUNTED.containsKey(qualifiedName)) {
      Documents.metadata(object).put("generation", 1);
    }
  }

  /** Counts a change; the object has its old generation. */
  static void next(String qualifiedName, ObjectNode object, JsonNode old) {
    List<String> parts = COUNTED.getOrDefault(qualifiedName, List.of());
    if (parts.stream().anyMatch(part -> differs(object.at(part), old.at(part)))) {
      ObjectNode metadata = Documents.metadata(object);
      metadata.put("generation", metadata.path("generation").asLong() + 1);
    }
  }

  private static boolean differs(JsonNode a, JsonNode b) {
    boolean bothEmpty = a.isEmpty() && b.isEmpty() && !a.isValueNode() && !b.isValueNode();
    return !bothEmpty && !Documents.same(a, b);
  }
}
