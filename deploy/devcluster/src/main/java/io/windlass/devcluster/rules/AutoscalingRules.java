package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * {@code autoscaling}. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">
 *     HorizontalPodAutoscaler</a>
 */
final class AutoscalingRules implements GroupRules {
  private static final int PERIOD_SECONDS = 15;
  private static final int PERCENT = 80;
  private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    ObjectNode spec = object.withObjectProperty("spec");
    Fill.number(spec, "minReplicas", 1);
    if (!type.version().equals("v2")) {
      // Other metrics of the older version are in an annotation.
      if (!object.path("metadata").path("annotations").has(METRICS)) {
        Fill.number(spec, "targetCPUUtilizationPercentage", PERCENT);
      }
      return;
    }
    if (spec.path("metrics").isEmpty()) {
      cpu(spec.putArray("metrics").addObject(), PERCENT);
    }
    Fill.in(spec, "behavior", AutoscalingRules::behavior);
  }

  private static void cpu(ObjectNode metric, int percent) {
    ObjectNode resource = metric.put("type", "Resource").putObject("resource");
    ObjectNode target = resource.put("name", "cpu").putObject("target");
    target.put("type", "Utilization").put("averageUtilization", percent);
  }

  private static void behavior(ObjectNode behavior) {
    ObjectNode up = behavior.withObjectProperty("scaleUp");
    Fill.number(up, "stabilizationWindowSeconds", 0);
    Fill.text(up, "selectPolicy", "Max");
    if (!up.has("policies")) {
      ArrayNode policies = up.putArray("policies");
      policy(policies, "Pods", 4);
      policy(policies, "Percent", 100);
    }
    ObjectNode down = behavior.withObjectProperty("scaleDown");
    Fill.text(down, "selectPolicy", "Max");
    if (!down.has("policies")) {
      policy(down.putArray("policies"), "Percent", 100);
    }
  }

  private static void policy(ArrayNode policies, String type, int value) {
    policies.addObject().put("type", type).put("value", value).put("periodSeconds", PERIOD_SECONDS);
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    AutoscalerChecks.autoscaler(object.field("spec"), faults);
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    CountRules.notNegative(
        object.field("status"), List.of("currentReplicas", "desiredReplicas"), faults);
  }
}
