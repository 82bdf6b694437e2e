package io.windlass.core.sidecarset;

import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanDraft;
import java.util.List;

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
    tellOfInjection(rollout, draft);
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

  private static void tellOfInjection(Rollout rollout, PlanDraft draft) {
    SidecarSetSpec.Injection injection = rollout.spec().injection();
    if (injection.paused()) {
      draft.because("injection", "Paused", "new pods get no sidecars");
    }
    injection
        .pinned()
        .filter(_ -> !injection.paused())
        .ifPresent(
            pinned ->
                draft.because(
                    "injection",
                    "Pinned",
                    "%s get %s%s"
                        .formatted(
                            pinned.partly() ? "new pods that are held back" : "new pods",
                            pinned.text(),
                            isThere(rollout, pinned) ? "" : ", which is not there: refused")));
  }

  private static boolean isThere(Rollout rollout, SidecarSetSpec.Pinned pinned) {
    List<RevisionView> revisions = rollout.snapshot().revisions();
    return SidecarSetRevisions.pinned(rollout.set().name(), pinned, revisions).isPresent();
  }

  private static long waiting(Rollout rollout) {
    return rollout.pods().stream().filter(pod -> !rollout.isUpdated(pod)).count();
  }
}
