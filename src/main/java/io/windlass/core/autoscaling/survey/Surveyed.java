package io.windlass.core.autoscaling.survey;

import io.windlass.core.autoscaling.check.World.Budget;
import io.windlass.core.autoscaling.check.World.Workload;
import io.windlass.core.model.Json;
import io.windlass.core.model.Json.Obj;
import java.util.List;
import java.util.Optional;

/**
 * A target with what is around it, as it was read.
 *
 * @param object the target
 * @param scale its scale, {@link Obj#EMPTY} if that cannot be read
 * @param scaledBy what owns it and can be scaled itself
 */
public record Surveyed(
    Obj object, Obj scale, Optional<String> scaledBy, PodShape.Additions additions, Limits limits) {

  /** What bounds pods in the namespace. */
  public record Limits(List<Json> disruptionBudgets, List<Json> quotas) {
    public Limits {
      disruptionBudgets = List.copyOf(disruptionBudgets);
      quotas = List.copyOf(quotas);
    }
  }

  /** The target as checks see it. Foreign writes are counted by whoever writes. */
  public Workload workload() {
    return new Workload(
        replicas(),
        scale.text("status", "selector").orElse(""),
        scaledBy,
        ReplicasWriters.inManifest(object),
        ReplicasWriters.lastForeign(object),
        0,
        pods().containers());
  }

  /** What bounds its pods. */
  public List<Budget> budgets() {
    return new Budgets(pods(), replicas()).of(limits.disruptionBudgets(), limits.quotas());
  }

  private PodShape pods() {
    return PodShape.of(object, additions);
  }

  private long replicas() {
    return scale.number("spec", "replicas").or(() -> object.number("spec", "replicas")).orElse(0L);
  }
}
