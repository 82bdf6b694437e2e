package io.windlass.manager.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Objects;

/** What a Deployment's status says. */
final class DeploymentStatus {
  private DeploymentStatus() {}

  /** Whether the newest template runs and is available in this many pods, and no other does. */
  static boolean isRolledOut(GenericKubernetesResource deployment, int replicas) {
    return Objects.equals(
            deployment.get("status", "observedGeneration"),
            Math.toIntExact(deployment.getMetadata().getGeneration()))
        && Objects.equals(deployment.get("status", "updatedReplicas"), replicas)
        && Objects.equals(deployment.get("status", "replicas"), replicas)
        && Objects.equals(deployment.get("status", "availableReplicas"), replicas);
  }
}
