package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;

/** {@code scheduling.k8s.io/v1}: PriorityClasses. Stateless. */
final class PriorityRules implements GroupRules {
  @Override
  public void applyDefaults(ResourceType type, ObjectNode object) {
    Fill.text(object, "preemptionPolicy", "PreemptLowerPriority");
  }

  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    ClassChecks.priorityClass(object, faults);
  }

  @Override
  public void validateUpdate(ResourceType type, At object, JsonNode before, FaultList faults) {
    ClassChecks.priorityClassUpdate(object, before, faults);
  }
}
