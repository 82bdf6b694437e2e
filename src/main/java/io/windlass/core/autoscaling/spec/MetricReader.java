package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricSpec.Kind;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/** Reads one metric. */
record MetricReader(Node node) {
  private static final Map<String, Kind> KINDS =
      Map.of(
          "Resource", Kind.RESOURCE,
          "ContainerResource", Kind.CONTAINER_RESOURCE,
          "Pods", Kind.PODS,
          "Object", Kind.OBJECT,
          "External", Kind.EXTERNAL);

  /** Empty if it cannot be told what it measures, or against what. */
  Optional<MetricSpec> metric() {
    Kind kind = node.word("type", KINDS, Kind.RESOURCE, 48);
    Node source = node.child(field(kind));
    if (!node.has(field(kind))) {
      node.reject(48, field(kind), "is missing, but type is " + kind.word());
      return Optional.empty();
    }
    boolean resource = kind == Kind.RESOURCE || kind == Kind.CONTAINER_RESOURCE;
    String subject =
        (resource ? source.text("name") : source.child("metric").text("name")).orElse("");
    return target(source.child("target"))
        .filter(target -> suits(source, kind, target))
        .map(
            target ->
                new MetricSpec(
                    node.text("name").orElse(""), kind, subject, source.text("container"), target));
  }

  private static String field(Kind kind) {
    return switch (kind) {
      case RESOURCE -> "resource";
      case CONTAINER_RESOURCE -> "containerResource";
      case PODS -> "pods";
      case OBJECT -> "object";
      case EXTERNAL -> "external";
    };
  }

  private static boolean suits(Node source, Kind kind, MetricTarget target) {
    boolean suits =
        switch (kind) {
          case RESOURCE, CONTAINER_RESOURCE -> !(target instanceof MetricTarget.Value);
          case PODS -> target instanceof MetricTarget.AverageValue;
          case OBJECT, EXTERNAL -> !(target instanceof MetricTarget.Utilization);
        };
    if (!suits) {
      source.reject(48, "target.type", "does not go with " + kind.word());
    }
    return suits;
  }

  static Optional<MetricTarget> target(Node target) {
    return switch (target.text("type").orElse("")) {
      case "Utilization" -> utilization(target);
      case "AverageValue" -> milli(target, "averageValue").map(MetricTarget.AverageValue::new);
      case "Value" -> milli(target, "value").map(MetricTarget.Value::new);
      default -> {
        target.reject(48, "type", "is none of Utilization, AverageValue and Value");
        yield Optional.empty();
      }
    };
  }

  private static Optional<MetricTarget> utilization(Node target) {
    var percent = target.number("averageUtilization", 1, 1000, 45);
    if (!target.has("averageUtilization")) {
      target.reject(48, "averageUtilization", "is missing");
    }
    return percent.isPresent()
        ? Optional.of(new MetricTarget.Utilization(percent.getAsLong()))
        : Optional.empty();
  }

  private static Optional<Long> milli(Node target, String field) {
    Optional<Long> milli =
        target.json().at(field).flatMap(Quantity::of).flatMap(MetricReader::milliOf);
    if (milli.filter(value -> value > 0).isEmpty()) {
      target.reject(48, field, "%s is no quantity above 0".formatted(target.show(field)));
      return Optional.empty();
    }
    return milli;
  }

  // Rounded up, as Kubernetes does with what is finer than a thousandth.
  private static Optional<Long> milliOf(Quantity quantity) {
    return Optional.of(quantity.value().movePointRight(3).setScale(0, RoundingMode.CEILING))
        .filter(value -> value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
        .map(BigDecimal::longValueExact);
  }
}
