package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The two forms of a HorizontalPodAutoscaler, which is stored as {@code v2}. What {@code v1} has no
 * field for travels in annotations, so that nothing is lost on the way there and back. Source: the
 * conversions of {@code autoscaling/v1}.
 */
public final class AutoscalerForms {
  private static final String ANNOTATION = "autoscaling.alpha.kubernetes.io/";
  private static final String METRICS = ANNOTATION + "metrics";
  private static final String CURRENT = ANNOTATION + "current-metrics";
  private static final String CONDITIONS = ANNOTATION + "conditions";
  private static final String BEHAVIOR = ANNOTATION + "behavior";
  private static final List<String> ALL = List.of(METRICS, CURRENT, CONDITIONS, BEHAVIOR);
  private static final int DEFAULT_PERCENT = 80;

  private AutoscalerForms() {}

  /** How {@code autoscaling/v1} is stored. */
  public static Conversion conversion() {
    return new Conversion("autoscaling/v2", AutoscalerForms::toOld, AutoscalerForms::toNew);
  }

  private static ObjectNode toOld(ObjectNode scaler) {
    ObjectNode spec = Documents.child(scaler, "spec");
    ObjectNode status = Documents.child(scaler, "status");
    ArrayNode others = JsonNodeFactory.instance.arrayNode();
    for (JsonNode metric : taken(spec, "metrics")) {
      JsonNode percent = metric.at("/resource/target/averageUtilization");
      if (isCpu(metric) && !percent.isMissingNode()) {
        spec.set("targetCPUUtilizationPercentage", percent);
      } else {
        others.add(MetricForms.toOld(metric, "target"));
      }
    }
    annotate(scaler, METRICS, others);
    annotate(scaler, BEHAVIOR, Optional.ofNullable(spec.remove("behavior")).map(Behaviors::toGo));
    ArrayNode current = JsonNodeFactory.instance.arrayNode();
    for (JsonNode metric : taken(status, "currentMetrics")) {
      JsonNode percent = metric.at("/resource/current/averageUtilization");
      if (isCpu(metric) && !percent.isMissingNode()) {
        status.set("currentCPUUtilizationPercentage", percent);
      }
      current.add(MetricForms.toOld(metric, "current"));
    }
    annotate(scaler, CURRENT, current);
    annotate(scaler, CONDITIONS, taken(status, "conditions"));
    if (!status.has("currentReplicas")) {
      status.put("currentReplicas", 0);
    }
    return scaler.put("apiVersion", "autoscaling/v1");
  }

  private static ObjectNode toNew(ObjectNode scaler) {
    ObjectNode spec = Documents.child(scaler, "spec");
    ObjectNode status = Documents.child(scaler, "status");
    JsonNode annotations = scaler.at("/metadata/annotations").deepCopy();
    ArrayNode metrics = spec.putArray("metrics");
    parsed(annotations, METRICS).forEach(old -> metrics.add(MetricForms.toNew(old, "target")));
    Optional<JsonNode> cpu = Optional.ofNullable(spec.remove("targetCPUUtilizationPercentage"));
    if (cpu.isPresent() || metrics.isEmpty()) {
      int percent = cpu.map(JsonNode::asInt).orElse(DEFAULT_PERCENT);
      metrics.add(MetricForms.cpu("target", percent));
    }
    JsonNode behavior = parsed(annotations, BEHAVIOR);
    if (behavior.isObject() && !behavior.isEmpty()) {
      spec.set("behavior", Behaviors.fromGo(behavior));
    }
    currentMetrics(status, parsed(annotations, CURRENT));
    Documents.put(status, "conditions", parsed(annotations, CONDITIONS));
    dropAnnotations(scaler);
    return scaler.put("apiVersion", "autoscaling/v2");
  }

  private static void currentMetrics(ObjectNode status, JsonNode kept) {
    Optional<JsonNode> cpu = Optional.ofNullable(status.remove("currentCPUUtilizationPercentage"));
    if (!kept.isEmpty()) {
      ArrayNode current = status.putArray("currentMetrics");
      kept.forEach(old -> current.add(MetricForms.toNew(old, "current")));
    } else if (cpu.isPresent()) {
      status.putArray("currentMetrics").add(MetricForms.cpu("current", cpu.get().asInt()));
    } else {
      status.putNull("currentMetrics");
    }
    if (status.path("currentReplicas").asInt() == 0) {
      status.remove("currentReplicas");
    }
  }

  private static boolean isCpu(JsonNode metric) {
    return metric.path("type").asText().equals("Resource")
        && metric.at("/resource/name").asText().equals("cpu");
  }

  private static JsonNode taken(ObjectNode object, String field) {
    return Optional.ofNullable(object.remove(field)).orElseGet(JsonNodeFactory.instance::arrayNode);
  }

  private static void annotate(ObjectNode scaler, String name, JsonNode value) {
    annotate(scaler, name, value.isEmpty() ? Optional.empty() : Optional.of(value));
  }

  private static void annotate(ObjectNode scaler, String name, Optional<? extends JsonNode> value) {
    value.ifPresent(
        found ->
            Documents.child(Documents.metadata(scaler), "annotations").put(name, found.toString()));
  }

  private static JsonNode parsed(JsonNode annotations, String name) {
    String text = annotations.path(name).asText();
    return text.isEmpty()
        ? JsonNodeFactory.instance.missingNode()
        : Documents.parseAny(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static void dropAnnotations(ObjectNode scaler) {
    if (scaler.at("/metadata/annotations") instanceof ObjectNode annotations) {
      annotations.remove(ALL);
      if (annotations.isEmpty()) {
        Documents.metadata(scaler).remove("annotations");
      }
    }
  }

  /** The annotation of scaling rules holds them as Go names their fields. */
  private static final class Behaviors {
    private static final Map<String, String> GO =
        Map.of(
            "scaleUp", "ScaleUp",
            "scaleDown", "ScaleDown",
            "stabilizationWindowSeconds", "StabilizationWindowSeconds",
            "selectPolicy", "SelectPolicy",
            "policies", "Policies",
            "type", "Type",
            "value", "Value",
            "periodSeconds", "PeriodSeconds");

    static JsonNode toGo(JsonNode node) {
      return renamed(node, name -> GO.getOrDefault(name, name));
    }

    static JsonNode fromGo(JsonNode node) {
      return renamed(node, name -> Character.toLowerCase(name.charAt(0)) + name.substring(1));
    }

    private static JsonNode renamed(JsonNode node, java.util.function.UnaryOperator<String> name) {
      if (node.isArray()) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        node.forEach(item -> list.add(renamed(item, name)));
        return list;
      }
      if (!node.isObject()) {
        return node;
      }
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      node.propertyStream()
          .filter(e -> !e.getValue().isNull())
          .forEach(e -> object.set(name.apply(e.getKey()), renamed(e.getValue(), name)));
      return object;
    }
  }
}
