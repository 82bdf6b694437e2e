package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Quantity;
import java.util.List;
import java.util.Map;

/** What HorizontalPodAutoscalers must be, whatever their version. Stateless. */
final class AutoscalerChecks {
  private static final int MOST_WINDOW_SECONDS = 3600;
  private static final int MOST_PERIOD_SECONDS = 1800;
  private static final List<String> SOURCES =
      List.of("ContainerResource", "External", "Object", "Pods", "Resource");
  private static final Map<String, String> FIELDS =
      Map.of(
          "Object", "object",
          "External", "external",
          "Pods", "pods",
          "Resource", "resource",
          "ContainerResource", "containerResource");
  private static final List<String> TARGETS = List.of("AverageValue", "Utilization", "Value");

  private AutoscalerChecks() {}

  static void autoscaler(At spec, FaultList faults) {
    At least = spec.field("minReplicas");
    At most = spec.field("maxReplicas");
    if (least.isSet() && least.value().asLong() < 1) {
      faults.invalid(least, "must be greater than or equal to 1");
    }
    if (most.value().asLong() < 1) {
      faults.invalid(most, "must be greater than 0");
    }
    if (least.isSet() && most.value().asLong() < least.value().asLong()) {
      faults.invalid(most, "must be greater than or equal to `minReplicas`");
    }
    reference(spec.field("scaleTargetRef"), faults);
    spec.field("metrics").elements().forEach(metric -> metric(metric, faults));
    zero(spec, faults);
    older(spec.field("targetCPUUtilizationPercentage"), spec, faults);
    for (String direction : List.of("scaleUp", "scaleDown")) {
      At rules = spec.field("behavior").field(direction);
      if (rules.isSet()) {
        rules(rules, faults);
      }
    }
  }

  // What is scaled to nothing has no pods that could be measured.
  private static void zero(At spec, FaultList faults) {
    At least = spec.field("minReplicas");
    boolean others =
        spec.field("metrics").elements().stream()
            .anyMatch(m -> List.of("Object", "External").contains(m.field("type").text()));
    if (least.isSet() && least.value().asLong() == 0 && !others) {
      faults.forbidden(
          spec.field("metrics"),
          "must specify at least one Object or External metric to support scaling to zero"
              + " replicas");
    }
  }

  // The one target of the older version is a metric of the newer one.
  private static void older(At percent, At spec, FaultList faults) {
    if (percent.isSet() && percent.value().asLong() < 1) {
      String path = spec.path() + ".metrics[0].resource.target.averageUtilization";
      faults.invalid(percent.as(path), "must be greater than 0");
    }
  }

  private static void reference(At reference, FaultList faults) {
    for (String field : List.of("kind", "name")) {
      if (reference.field(field).isBlank()) {
        faults.required(reference.field(field));
      } else {
        faults.format(reference.field(field), Names::pathSegment);
      }
    }
  }

  private static void rules(At rules, FaultList faults) {
    At window = rules.field("stabilizationWindowSeconds");
    if (window.isSet() && window.value().asLong() < 0) {
      faults.invalid(window, "must be greater than or equal to zero");
    }
    if (window.value().asLong() > MOST_WINDOW_SECONDS) {
      faults.invalid(window, "must be less than or equal to " + MOST_WINDOW_SECONDS);
    }
    if (rules.field("selectPolicy").isSet()) {
      faults.oneOf(rules.field("selectPolicy"), List.of("Disabled", "Max", "Min"));
    }
    if (rules.field("policies").value().isEmpty()) {
      faults.required(rules.field("policies"), "must specify at least one Policy");
    }
    rules.field("policies").elements().forEach(policy -> policy(policy, faults));
  }

  private static void policy(At policy, FaultList faults) {
    faults.oneOf(policy.field("type"), List.of("Percent", "Pods"));
    for (String field : List.of("value", "periodSeconds")) {
      if (policy.field(field).value().asLong() <= 0) {
        faults.invalid(policy.field(field), "must be greater than zero");
      }
    }
    if (policy.field("periodSeconds").value().asLong() > MOST_PERIOD_SECONDS) {
      faults.invalid(
          policy.field("periodSeconds"), "must be less than or equal to " + MOST_PERIOD_SECONDS);
    }
  }

  private static void metric(At metric, FaultList faults) {
    At type = metric.field("type");
    if (type.isBlank()) {
      faults.required(type, "must specify a metric source type");
    }
    faults.oneOf(type, SOURCES);
    List<String> present =
        List.of("object", "external", "pods", "resource", "containerResource").stream()
            .filter(field -> metric.field(field).isSet())
            .toList();
    if (!present.isEmpty()) {
      source(present.getFirst(), metric.field(present.getFirst()), faults);
    }
    String expected = FIELDS.getOrDefault(type.text(), "");
    if (expected.isEmpty()) {
      faults.oneOf(type, SOURCES);
    } else if (!metric.field(expected).isSet()) {
      faults.required(
          metric.field(expected), "must populate information for the given metric source");
    }
    if (present.size() != 1) {
      present.stream()
          .filter(field -> !field.equals(expected))
          .forEach(
              field ->
                  faults.forbidden(
                      metric.field(field), "must populate the given metric source only"));
    }
  }

  private static void source(String kind, At source, FaultList faults) {
    At target = source.field("target");
    switch (kind) {
      case "resource" -> {
        needs(source.field("name"), "must specify a resource name", faults);
        target(target, faults);
        utilization(target, faults);
      }
      case "containerResource" -> {
        needs(source.field("name"), "must specify a resource name", faults);
        needs(source.field("container"), "must specify a container", faults);
        target(target, faults);
        utilization(target, faults);
      }
      default -> {
        if (kind.equals("object")) {
          reference(source.field("describedObject"), faults);
        }
        identifier(source.field("metric"), faults);
        target(target, faults);
        values(kind, target, faults);
      }
    }
  }

  private static void utilization(At target, FaultList faults) {
    At average = target.field("averageUtilization");
    if (!average.isSet() && !target.field("averageValue").isSet()) {
      faults.required(average, "must set either a target raw value or a target utilization");
    }
    if (average.isSet() && target.field("averageValue").isSet()) {
      faults.forbidden(
          target.field("averageValue"),
          "may not set both a target raw value and a target utilization");
    }
  }

  private static void values(String kind, At target, FaultList faults) {
    boolean average = target.field("averageValue").isSet();
    boolean value = target.field("value").isSet();
    boolean enough = average || (value && !kind.equals("pods"));
    if (!enough) {
      faults.required(target.field("averageValue"), "must specify a target");
    }
    if (kind.equals("external") && average && value) {
      faults.forbidden(
          target.field("value"), "may not set both a target value for metric and a per-pod target");
    }
  }

  private static void identifier(At metric, FaultList faults) {
    At name = metric.field("name");
    if (name.isBlank()) {
      faults.required(name, "must specify a metric name");
    } else {
      faults.format(name, Names::pathSegment);
    }
  }

  private static void target(At target, FaultList faults) {
    At type = target.field("type");
    if (type.isBlank()) {
      faults.required(type, "must specify a metric target type");
    }
    if (!TARGETS.contains(type.text())) {
      faults.invalid(type, type.text(), "must be either Utilization, Value, or AverageValue");
    }
    positive(target.field("value"), faults);
    positive(target.field("averageValue"), faults);
    At average = target.field("averageUtilization");
    if (average.isSet() && average.value().asLong() < 1) {
      faults.invalid(average, "must be greater than 0");
    }
  }

  private static void positive(At amount, FaultList faults) {
    JsonNode value = amount.value();
    boolean positive = Quantity.of(value).filter(q -> q.amount().signum() > 0).isPresent();
    if (amount.isSet() && !positive) {
      faults.invalid(amount, "must be positive");
    }
  }

  private static void needs(At text, String why, FaultList faults) {
    if (text.isBlank()) {
      faults.required(text, why);
    }
  }
}
