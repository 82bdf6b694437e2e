package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;
import java.util.stream.Stream;

/**
 * The class of a pod by its requests and limits. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/">Pod quality of
 *     service</a>
 */
final class QualityOfService {
  private static final List<String> COUNTED = List.of("cpu", "memory");

  private QualityOfService() {}

  static String of(ObjectNode pod) {
    List<JsonNode> resources =
        Stream.of("initContainers", "containers")
            .flatMap(field -> pod.path("spec").path(field).valueStream())
            .map(container -> container.path("resources"))
            .toList();
    boolean none =
        resources.stream()
            .allMatch(
                r ->
                    COUNTED.stream()
                        .noneMatch(name -> asks(r, "requests", name) || asks(r, "limits", name)));
    if (none) {
      return "BestEffort";
    }
    return resources.stream().allMatch(QualityOfService::isGuaranteed) ? "Guaranteed" : "Burstable";
  }

  private static boolean isGuaranteed(JsonNode resources) {
    return COUNTED.stream()
        .allMatch(
            name ->
                asks(resources, "limits", name)
                    && amount(resources, "requests", name)
                        .equals(amount(resources, "limits", name)));
  }

  private static boolean asks(JsonNode resources, String kind, String name) {
    return !amount(resources, kind, name).equals("0");
  }

  private static String amount(JsonNode resources, String kind, String name) {
    return Quantity.of(resources.path(kind).path(name)).map(Quantity::canonical).orElse("0");
  }
}
