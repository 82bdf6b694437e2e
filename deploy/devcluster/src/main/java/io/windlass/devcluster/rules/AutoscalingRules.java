package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/**
 * {@code autoscaling}. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/">
 *     HorizontalPodAutoscaler</a>
 */
final class AutoscalingRules implements GroupRules {
  private static final int PERIOD_SECONDS = 15;

  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    ObjectNode spec = object.withObjectProperty("spec");
    Fill.number(spec, "minReplicas", 1);
    if (!type.version().equals("v2")) {
      return;
    }
    if (spec.path("metrics").isEmpty()) {
      cpu(spec.putArray("metrics").addObject(), 80);
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
}
