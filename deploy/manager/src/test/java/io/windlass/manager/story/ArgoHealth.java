package io.windlass.manager.story;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Objects;

/**
 * What Argo CD shows of a CloneSet, by its rules for the kind, in their order
 * (resource_customizations/apps.kruise.io/CloneSet/health.lua):
 *
 * <table>
 * <caption>health</caption>
 * <tr><th>if</th><th>then</th></tr>
 * <tr><td>no status, or it is of another generation</td><td>Progressing</td></tr>
 * <tr><td>paused, or no updatedAvailableReplicas</td><td>Suspended</td></tr>
 * <tr><td>a partition that is not 0, generation above 1, and as many updated as expected</td>
 * <td>Suspended</td></tr>
 * <tr><td>the same, but fewer updated</td><td>Progressing</td></tr>
 * <tr><td>as many updated and available as there are pods</td><td>Healthy</td></tr>
 * <tr><td>else</td><td>Degraded</td></tr>
 * </table>
 */
enum ArgoHealth {
  PROGRESSING,
  SUSPENDED,
  HEALTHY,
  DEGRADED;

  static ArgoHealth of(GenericKubernetesResource cloneSet) {
    Object generation = Math.toIntExact(cloneSet.getMetadata().getGeneration());
    if (!generation.equals(cloneSet.get("status", "observedGeneration"))) {
      return PROGRESSING;
    }
    Object available = cloneSet.get("status", "updatedAvailableReplicas");
    if (Boolean.TRUE.equals(cloneSet.get("spec", "updateStrategy", "paused"))
        || available == null) {
      return SUSPENDED;
    }
    boolean isFirst = generation.equals(1);
    if (!Objects.equals(cloneSet.get("spec", "updateStrategy", "partition"), 0) && !isFirst) {
      return number(cloneSet, "updatedReplicas") >= number(cloneSet, "expectedUpdatedReplicas")
          ? SUSPENDED
          : PROGRESSING;
    }
    return available.equals(cloneSet.get("status", "replicas")) ? HEALTHY : DEGRADED;
  }

  private static int number(GenericKubernetesResource cloneSet, String field) {
    return Objects.requireNonNull(cloneSet.<Integer>get("status", field), field);
  }
}
