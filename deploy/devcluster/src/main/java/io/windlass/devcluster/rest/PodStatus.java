package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.ArrayList;
import java.util.List;

/** The parts of a pod's status that the API server itself writes. Stateless. */
final class PodStatus {
  private static final List<String> COMPUTE = List.of("cpu", "memory");

  private PodStatus() {}

  /** The status of a pod that has just been created. */
  static ObjectNode initial(ObjectNode pod) {
    return Documents.object().put("phase", "Pending").put("qosClass", qosClass(pod));
  }

  private static String qosClass(ObjectNode pod) {
    List<ObjectNode> containers =
        new ArrayList<>(Documents.objects(Documents.at(pod, "spec", "containers")));
    containers.addAll(Documents.objects(Documents.at(pod, "spec", "initContainers")));
    if (containers.stream().allMatch(PodStatus::isGuaranteed)) {
      return "Guaranteed";
    }
    return containers.stream().anyMatch(PodStatus::asksForAny) ? "Burstable" : "BestEffort";
  }

  private static boolean isGuaranteed(ObjectNode container) {
    JsonNode resources = container.path("resources");
    return COMPUTE.stream().allMatch(name -> isPinned(resources, name));
  }

  // A request that is left out is the limit.
  private static boolean isPinned(JsonNode resources, String name) {
    String limit = Documents.text(resources, "limits", name);
    String request = Documents.text(resources, "requests", name);
    return !limit.isEmpty() && !limit.equals("0") && (request.isEmpty() || request.equals(limit));
  }

  private static boolean asksForAny(ObjectNode container) {
    JsonNode resources = container.path("resources");
    return COMPUTE.stream()
        .anyMatch(
            name ->
                isPositive(resources, "requests", name) || isPositive(resources, "limits", name));
  }

  private static boolean isPositive(JsonNode resources, String kind, String name) {
    String quantity = Documents.text(resources, kind, name);
    return !quantity.isEmpty() && !quantity.equals("0");
  }
}
