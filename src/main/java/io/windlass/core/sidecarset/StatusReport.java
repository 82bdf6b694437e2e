package io.windlass.core.sidecarset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Conditions;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The status as the snapshot shows it, not as the plan will make it. Fields that others put there
 * stay.
 */
record StatusReport(Rollout rollout) {
  static final String PODS_MISSED = "PodsMissed";

  /** The write that makes it of the stored one; empty if they are equal. */
  Optional<Action.Patch> patch() {
    SidecarSetView set = rollout.set();
    Json.Obj changes = JsonMerge.between(set.status(), valid(refused(missed())).status());
    return changes.fields().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Action.Patch(
                new Action.Target(SidecarSetKinds.SIDECAR_SET, set.meta().key()),
                "status",
                Action.PatchType.MERGE,
                Json.Obj.EMPTY.with("status", changes),
                new Action.Precondition(set.uid(), 0)));
  }

  private Json.Obj counted() {
    Predicate<SidecarPod> ready = pod -> pod.isServing() && pod.isConsistent();
    Json.Obj counted =
        rollout
            .set()
            .status()
            .with("observedGeneration", Json.of(rollout.set().meta().generation()))
            .with("matchedPods", Json.of(rollout.pods().size()))
            .with("updatedPods", count(rollout::isUpdated))
            .with("readyPods", count(ready))
            .with("updatedReadyPods", count(ready.and(rollout::isUpdated)))
            .with("collisionCount", Json.of(rollout.history().collisions()));
    return rollout.history() instanceof SidecarSetHistory.Stored stored
        ? counted.with("latestRevision", stored.revisionName())
        : counted;
  }

  private Json count(Predicate<SidecarPod> which) {
    return Json.of(rollout.pods().stream().filter(which).count());
  }

  private Conditions missed() {
    Conditions conditions = new Conditions(counted(), rollout.now());
    MissedPods missed = MissedPods.of(rollout.snapshot());
    return missed.isEmpty()
        ? conditions.remove(PODS_MISSED)
        : conditions.set(PODS_MISSED, Condition.Status.TRUE, "NotInjected", missed.text());
  }

  private Conditions refused(Conditions conditions) {
    return rollout
        .snapshot()
        .refusals()
        .latest()
        .map(
            refusal ->
                conditions.set(
                    Conditions.FAILED_UPDATE,
                    Condition.Status.TRUE,
                    refusal.reason(),
                    refusal.message()))
        .orElseGet(() -> conditions.remove(Conditions.FAILED_UPDATE));
  }

  private Conditions valid(Conditions conditions) {
    return rollout.violations().isEmpty()
        ? conditions.remove(Conditions.VALID)
        : conditions.set(Conditions.VALID, Condition.Status.FALSE, "InvalidSpec", rollout.faults());
  }
}
