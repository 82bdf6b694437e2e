package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * {@code policy/v1}: PodDisruptionBudgets, which have no defaults. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/configure-pdb/">Disruption
 *     budgets</a>
 */
final class PolicyRules implements GroupRules {
  @Override
  public void validateCreate(ResourceType type, At object, FaultList faults) {
    At spec = object.field("spec");
    At least = spec.field("minAvailable");
    At most = spec.field("maxUnavailable");
    if (least.isSet() && most.isSet()) {
      faults.invalid(spec, "minAvailable and maxUnavailable cannot be both set");
    }
    for (At share : List.of(least, most)) {
      Shares.positive(share, faults);
      Shares.atMostAll(share, faults);
    }
    SelectorRules.labelSelector(spec.field("selector"), faults);
    At eviction = spec.field("unhealthyPodEvictionPolicy");
    if (eviction.isSet()) {
      faults.oneOf(eviction, List.of("AlwaysAllow", "IfHealthyBudget"));
    }
  }

  @Override
  public void validateStatus(ResourceType type, At object, JsonNode before, FaultList faults) {
    List<String> counts =
        List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods");
    CountRules.notNegative(object.field("status"), counts, faults);
  }
}
