package io.windlass.devcluster.rules;

import io.windlass.devcluster.api.ResourceType;
import java.util.Map;

/** The rules of every built-in API group. Immutable. */
final class Groups {
  private static final GroupRules NONE = new GroupRules() {};
  private static final Map<String, GroupRules> BY_GROUP =
      Map.ofEntries(
          Map.entry("", new CoreRules()),
          Map.entry("apps", new AppsRules()),
          Map.entry("batch", new BatchRules()),
          Map.entry("autoscaling", new AutoscalingRules()),
          Map.entry("policy", new PolicyRules()),
          Map.entry("networking.k8s.io", new NetworkingRules()),
          Map.entry("rbac.authorization.k8s.io", new RbacRules()),
          Map.entry("storage.k8s.io", new StorageRules()),
          Map.entry("admissionregistration.k8s.io", new WebhookRules()),
          Map.entry("scheduling.k8s.io", new PriorityRules()),
          Map.entry("discovery.k8s.io", new EndpointSliceRules()));

  private Groups() {}

  /** The rules of a type's group; none for groups of custom resources. */
  static GroupRules of(ResourceType type) {
    return BY_GROUP.getOrDefault(type.group(), NONE);
  }
}
