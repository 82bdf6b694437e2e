package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.schema.Quantity;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** One entry of {@code spec.metrics}. Immutable. */
sealed interface MetricSpec {
  /**
   * Usage of a resource by pods, or by one container of each.
   *
   * @param container empty for whole pods
   */
  record Usage(String resource, Optional<String> container, Target target) implements MetricSpec {}

  /** A metric that this cluster has no source for: Pods, Object or External. */
  record Foreign(String type, String name) implements MetricSpec {}

  /** What usage is to be like, on average over the pods. */
  sealed interface Target {
    /** Percent of what the pods request. */
    record Utilization(int percent) implements Target {}

    /** An amount per pod, in thousandths of the unit. */
    record Average(long milli) implements Target {}
  }

  static MetricSpec of(JsonNode metric) {
    String type = metric.path("type").asText();
    return switch (type) {
      case "Resource" -> usage(metric.path("resource"), Optional.empty());
      case "ContainerResource" -> {
        JsonNode source = metric.path("containerResource");
        yield usage(source, Optional.of(source.path("container").asText()));
      }
      default -> {
        String field = type.isEmpty() ? "" : type.substring(0, 1).toLowerCase(Locale.ROOT);
        JsonNode source = metric.path(type.isEmpty() ? "" : field + type.substring(1));
        yield new Foreign(type, source.path("metric").path("name").asText());
      }
    };
  }

  private static MetricSpec usage(JsonNode source, Optional<String> container) {
    JsonNode target = source.path("target");
    Target wanted =
        target.has("averageValue")
            ? new Target.Average(milli(target.path("averageValue")))
            : new Target.Utilization(target.path("averageUtilization").asInt());
    return new Usage(source.path("name").asText(), container, wanted);
  }

  private static long milli(JsonNode quantity) {
    return Quantity.of(quantity)
        .map(q -> q.amount().scaleByPowerOfTen(3).longValue())
        .orElseThrow(() -> new IllegalArgumentException("no quantity: " + quantity));
  }

  /** What the conditions call it. */
  default String title() {
    return switch (this) {
      case Usage usage when usage.target() instanceof Target.Average ->
          usage.resource() + " resource";
      case Usage usage ->
          "%s %sresource utilization (percentage of request)"
              .formatted(usage.resource(), usage.container().isPresent() ? "container " : "");
      case Foreign foreign -> foreign.name();
    };
  }

  /** The reason of conditions and Events if it cannot be had. */
  default String failure() {
    return switch (this) {
      case Usage usage ->
          usage.container().isPresent()
              ? "FailedGetContainerResourceMetric"
              : "FailedGetResourceMetric";
      case Foreign foreign -> "FailedGet" + foreign.type() + "Metric";
    };
  }

  /** The entry of {@code status.currentMetrics} for a measured usage. */
  static ObjectNode status(Usage usage, ReplicaMath.Measured measured) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    boolean ofContainer = usage.container().isPresent();
    status.put("type", ofContainer ? "ContainerResource" : "Resource");
    ObjectNode source = status.putObject(ofContainer ? "containerResource" : "resource");
    source.put("name", usage.resource());
    usage.container().ifPresent(container -> source.put("container", container));
    ObjectNode current = source.putObject("current");
    measured.utilization().ifPresent(percent -> current.put("averageUtilization", percent));
    BigDecimal average = BigDecimal.valueOf(measured.averageMilli(), 3);
    current.put("averageValue", new Quantity(average, Quantity.Notation.DECIMAL).canonical());
    return status;
  }
}
