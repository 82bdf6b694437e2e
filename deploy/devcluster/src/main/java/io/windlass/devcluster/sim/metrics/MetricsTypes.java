package io.windlass.devcluster.sim.metrics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.api.ResourceType.Names;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The types of {@code metrics.k8s.io/v1beta1}, as the metrics-server serves them. Stateless. */
public final class MetricsTypes {
  static final String GROUP = "metrics.k8s.io";
  private static final String VERSION = "v1beta1";

  private MetricsTypes() {}

  /** Both types, in the order of discovery. */
  public static List<ResourceType> all() {
    return List.of(type("NodeMetrics", "nodes", false), type("PodMetrics", "pods", true));
  }

  private static ResourceType type(String kind, String plural, boolean namespaced) {
    Names names = new Names(kind, plural, "", List.of(), List.of());
    return new ResourceType(GROUP, VERSION, names, namespaced, Set.of("get", "list"), Set.of());
  }

  /** The OpenAPI schema of such a type; empty for any other. */
  public static Optional<ObjectNode> schema(ResourceType type) {
    if (!type.group().equals(GROUP)) {
      return Optional.empty();
    }
    ObjectNode schema = object("Usage of " + type.plural() + " as it was measured.");
    ObjectNode properties = schema.putObject("properties");
    properties.set("timestamp", text("The end of the interval in which usage was measured."));
    properties.set("window", text("The length of that interval."));
    if (type.namespaced()) {
      ObjectNode container = object("Usage of one container.");
      container.putObject("properties").set("name", text("The container's name."));
      container.withObjectProperty("properties").set("usage", usage());
      ObjectNode list = properties.putObject("containers").put("type", "array");
      list.put("description", "Usage of each container.").set("items", container);
    } else {
      properties.set("usage", usage());
    }
    return Optional.of(schema);
  }

  private static ObjectNode usage() {
    ObjectNode usage = object("Amounts by resource: cpu and memory.");
    usage.putObject("additionalProperties").put("type", "string");
    return usage;
  }

  private static ObjectNode object(String description) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "object")
        .put("description", description);
  }

  private static ObjectNode text(String description) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "string")
        .put("description", description);
  }
}
