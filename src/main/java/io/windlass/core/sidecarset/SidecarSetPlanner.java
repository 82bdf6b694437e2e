package io.windlass.core.sidecarset;

import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanDraft;

/** Decides what is to be done about one SidecarSet. Stateless; cost O(n log n) in its pods. */
public final class SidecarSetPlanner {
  private SidecarSetPlanner() {}

  /** The plan for a snapshot; the same snapshot always gives the same plan. */
  public static Plan plan(SidecarSetSnapshot given) {
    SidecarSetSnapshot snapshot = given.unpacked();
    Rollout rollout = Rollout.of(snapshot);
    PlanDraft draft = new PlanDraft();
    if (snapshot.set().meta().isTerminating()) {
      draft.because("update", "Terminating", "the SidecarSet is being deleted");
      return draft.finish(new StatusReport(rollout).patch());
    }
    if (!rollout.violations().isEmpty()) {
      draft.because("update", "InvalidSpec", rollout.faults());
      return draft.finish(new StatusReport(rollout).patch());
    }
    boolean stored = new RevisionStep(rollout, draft).take();
    if (stored) {
      new HashStep(rollout, draft).take();
    }
    SidecarSetSpec.Update update = rollout.spec().update();
    if (!update.rolls()) {
      draft.because("update", "NotUpdate", "spec.updateStrategy.type is NotUpdate");
    } else if (update.paused()) {
      draft.because("update", "Paused", waiting(rollout) + " pods would be upgraded");
    } else if (stored) {
      new FlipStep(rollout, draft).take();
      new UpgradeStep(rollout, draft).take();
    }
    return draft.finish(new StatusReport(rollout).patch());
  }

  private static long waiting(Rollout rollout) {
    return rollout.pods().stream().filter(pod -> !rollout.isUpdated(pod)).count();
  }
}
