package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import java.util.Optional;

/** The label by which users keep a workload from being deleted by mistake. Stateless. */
final class DeletionProtection {
  static final String LABEL = "policy.kruise.io/delete-protection";

  private DeletionProtection() {}

  /** Why an object must not be deleted now; empty if it may. */
  static Optional<String> refusal(Json.Obj object) {
    String policy = object.text("metadata", "labels", LABEL).orElse("");
    long replicas = object.number("spec", "replicas").orElse((long) CloneSetDefaults.REPLICAS);
    if (policy.equals("Always")) {
      return Optional.of(
          "deletion is forbidden by label %s=Always; remove it first".formatted(LABEL));
    }
    return policy.equals("Cascading") && replicas > 0
        ? Optional.of(
            "deletion is forbidden by label %s=Cascading while spec.replicas is %d; scale to 0 or remove it first"
                .formatted(LABEL, replicas))
        : Optional.empty();
  }
}
