package io.windlass.devcluster.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.document.Documents;
import java.util.List;

/**
 * The two forms of one metric of an autoscaler. The side is {@code target} in the spec and {@code
 * current} in the status. Stateless.
 */
final class MetricForms {
  private MetricForms() {}

  /** The metric for the CPU of pods in percent of what they request, in the newer form. */
  static ObjectNode cpu(String side, int percent) {
    ObjectNode metric = JsonNodeFactory.instance.objectNode().put("type", "Resource");
    ObjectNode amount = metric.putObject("resource").put("name", "cpu").putObject(side);
    if (side.equals("target")) {
      amount.put("type", "Utilization");
    }
    amount.put("averageUtilization", percent);
    return metric;
  }

  static ObjectNode toOld(JsonNode metric, String side) {
    ObjectNode old = JsonNodeFactory.instance.objectNode();
    old.set("type", metric.path("type"));
    for (String source : List.of("resource", "containerResource")) {
      if (metric.path(source) instanceof ObjectNode found) {
        ObjectNode into = old.putObject(source);
        JsonNode amount = found.path(side);
        Documents.put(into, "name", found.path("name"));
        Documents.put(into, side + "AverageUtilization", amount.path("averageUtilization"));
        Documents.put(into, side + "AverageValue", amount.path("averageValue"));
        Documents.put(into, "container", found.path("container"));
      }
    }
    for (String source : List.of("pods", "object", "external")) {
      if (metric.path(source) instanceof ObjectNode found) {
        named(old.putObject(source), found, source, side);
      }
    }
    return old;
  }

  private static void named(ObjectNode into, JsonNode found, String source, String side) {
    Documents.put(into, "target", found.path("describedObject"));
    Documents.put(into, "metricName", found.at("/metric/name"));
    JsonNode amount = found.path(side);
    Documents.put(into, side + "Value", amount.path("value"));
    Documents.put(into, averageField(source, side), amount.path("averageValue"));
    Documents.put(into, selectorField(source), found.at("/metric/selector"));
  }

  static ObjectNode toNew(JsonNode old, String side) {
    ObjectNode metric = JsonNodeFactory.instance.objectNode();
    metric.set("type", old.path("type"));
    for (String source : List.of("resource", "containerResource")) {
      if (old.path(source) instanceof ObjectNode found) {
        ObjectNode into = metric.putObject(source);
        Documents.put(into, "name", found.path("name"));
        Documents.put(into, "container", found.path("container"));
        amounts(
            into.putObject(side),
            side,
            found.path(side + "AverageUtilization"),
            found.path(side + "AverageValue"),
            JsonNodeFactory.instance.missingNode());
      }
    }
    for (String source : List.of("pods", "object", "external")) {
      if (old.path(source) instanceof ObjectNode found) {
        ObjectNode into = metric.putObject(source);
        Documents.put(into, "describedObject", found.path("target"));
        ObjectNode name = into.putObject("metric");
        Documents.put(name, "name", found.path("metricName"));
        Documents.put(name, "selector", found.path(selectorField(source)));
        amounts(
            into.putObject(side),
            side,
            JsonNodeFactory.instance.missingNode(),
            found.path(averageField(source, side)),
            found.path(side + "Value"));
      }
    }
    return metric;
  }

  private static void amounts(
      ObjectNode into, String side, JsonNode percent, JsonNode average, JsonNode value) {
    if (side.equals("target")) {
      String type = percent.isMissingNode() ? "AverageValue" : "Utilization";
      into.put("type", value.isMissingNode() ? type : "Value");
    }
    Documents.put(into, "averageUtilization", percent);
    Documents.put(into, "averageValue", average);
    Documents.put(into, "value", value);
  }

  private static String averageField(String source, String side) {
    return source.equals("object") ? "averageValue" : side + "AverageValue";
  }

  private static String selectorField(String source) {
    return source.equals("external") ? "metricSelector" : "selector";
  }
}
