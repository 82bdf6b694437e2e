package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.plan.PlanDraft;

/**
 * Tells when scaling has changed what a partition means. A partition that is a number keeps so many
 * pods old whatever {@code replicas} is, so that an autoscaler which doubles the pods in the middle
 * of a canary updates all the new ones; a percentage keeps its share. Told once per scaling, for
 * the status then knows the new count.
 */
record CanaryReport(Rollout rollout, PlanDraft draft) {
  void take() {
    Json.Obj status = rollout.cloneSet().status();
    long known = status.number("expectedUpdatedReplicas").orElse(-1L);
    long replicasBefore = status.number("replicas").orElse(0L);
    CloneSetSpec spec = rollout.spec();
    int expected = spec.replicas() - spec.partition();
    if (isCanary()
        && known >= 0
        && known != expected
        && replicasBefore != spec.replicas()
        && kept() == replicasBefore - known) {
      String text =
          ("replicas went from %d to %d while partition is the number %d: %d pods are to be"
                  + " updated, not %d; a percentage would keep the share")
              .formatted(replicasBefore, spec.replicas(), kept(), expected, known);
      draft.because("update", CloneSetEvents.CANARY_CHANGED, text);
      draft.add(CloneSetEvents.canaryChanged(rollout.cloneSet(), text));
    }
  }

  private boolean isCanary() {
    Json.Obj status = rollout.cloneSet().status();
    Revisions.Stored revisions = rollout.revisions();
    return kept() > 0
        && rollout.spec().update().type() != UpdateType.ON_DELETE
        && !revisions.current().name().equals(revisions.update().name())
        && status.text("updateRevision").orElse("").equals(revisions.update().name())
        && status.number("observedGeneration").orElse(0L) < rollout.cloneSet().meta().generation();
  }

  /** The partition where it is a number, else 0. */
  private int kept() {
    return rollout.spec().update().partition() instanceof IntOrPercent.Count(int pods) ? pods : 0;
  }
}
