package io.windlass.core.cloneset;

import io.windlass.core.budget.RolloutDiff;
import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.inplace.PodPatches;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.order.NameOrder;
import io.windlass.core.order.PodOrder;
import io.windlass.core.order.Spread;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings the number of pods to what is wanted. Pods that are missing come first; only when none can
 * be made, pods are deleted: those whose deletion was prepared, those that somebody marked, and
 * only when none of these is left, those that are too many.
 */
record ScaleStep(Rollout rollout, RolloutDiff diff, PlanDraft draft) {
  /** So many creates at most in one plan; the rest follows when their answers wake the owner. */
  static final int MAX_CREATES = 500;

  /** So many deletes at most in one plan. */
  static final int MAX_DELETES = 500;

  /** Drafts the step; true if it changes pods, so that an update has to wait for the next look. */
  boolean take() {
    if (regret()) {
      return true;
    }
    if (diff.scaleUp() > 0) {
      // Who waits for a limit or a quota may wait for just the pods that are to go.
      return create() || deletePrepared() || deleteSpecified();
    }
    return deletePrepared() || deleteSpecified() || deleteSurplus();
  }

  /** Whether something is left to do, also if it cannot be done now. */
  boolean isDue() {
    return diff.scaleUp() > 0 || diff.scaleDown() > 0 || !planned().isEmpty();
  }

  // A pod that lost its traffic is on its way out: whoever holds it may have begun to empty it.
  private boolean regret() {
    if (rollout.hooks().markNotReady()) {
      return false;
    }
    int wanted = rollout.spec().replicas() - rollout.pods().size() + planned().size();
    boolean changed = false;
    for (PodView pod : planned()) {
      if (wanted > 0 && Rollout.isPreDeleting(pod) && !rollout.isSpecified(pod)) {
        Json.Obj back =
            PodPatches.lifecycle(LifecycleState.PREPARING_NORMAL, rollout.snapshot().now());
        draft.touch(
            pod,
            List.of(PodPatches.ofPod(pod, Json.Obj.EMPTY.with("metadata", back))),
            "DeletionCancelled",
            "it is needed after all");
        wanted--;
        changed = true;
      }
    }
    return changed;
  }

  private boolean create() {
    RecentOutcomes outcomes = rollout.outcomes();
    if (outcomes.holdsCreates(rollout.snapshot().now())) {
      Refusal refusal = outcomes.scale().orElseThrow();
      draft.lookAt(refusal.retryAt());
      draft.because(
          "scale", "CreateRefused", diff.scaleUp() + " pods are missing: " + refusal.message());
      return false;
    }
    CloneSetView cloneSet = rollout.cloneSet();
    if (diff.scaleUpLimit() < diff.scaleUp()) {
      String text =
          "%d of %d missing pods may be made: scaleStrategy.maxUnavailable is %d"
              .formatted(diff.scaleUpLimit(), diff.scaleUp(), rollout.spec().scaleUnavailable());
      draft.because("scale", CloneSetEvents.LIMITED, text);
      draft.add(CloneSetEvents.limited(cloneSet, text));
    }
    int count = Math.min(Math.min(diff.scaleUpLimit(), diff.scaleUp() - awaited()), MAX_CREATES);
    List<String> ids = NewIds.of(rollout).choose(count);
    PodBlueprint old = blueprint(rollout.revisions().current());
    PodBlueprint updated = blueprint(rollout.revisions().update());
    for (int i = 0; i < count; i++) {
      PodBlueprint blueprint = i < diff.scaleUpOld() ? old : updated;
      Action.Create create = blueprint.create(ids.get(i), rollout.snapshot().now());
      String name = create.target().key().name();
      blueprint
          .claims()
          .missing(ids.get(i), rollout.claims().names(ids.get(i)), create.target())
          .forEach(draft::add);
      draft.add(create);
      draft.add(CloneSetEvents.succeeded(cloneSet, CloneSetEvents.CREATED, "created pod " + name));
      draft.because(
          name,
          "Missing",
          "%d of %d pods are missing".formatted(diff.scaleUp(), rollout.spec().replicas()));
    }
    return count > 0;
  }

  private PodBlueprint blueprint(RevisionView revision) {
    CloneSetSnapshot snapshot = rollout.snapshot();
    Json.Obj template = snapshot.documents().template(revision.data());
    return new PodBlueprint(rollout.cloneSet(), revision, template, snapshot.features());
  }

  /** So many of the missing pods take over the claims of pods that are not gone yet. */
  private int awaited() {
    int awaited = Math.min(NewIds.of(rollout).waiting(), diff.scaleUp());
    if (awaited > 0) {
      draft.because(
          "scale",
          "AwaitsClaims",
          awaited + " missing pods take over claims when the pods that use them are gone");
    }
    return awaited;
  }

  private List<PodView> planned() {
    return NameOrder.sorted(
        rollout.facts().podsWithAny(PodFacts.SPECIFIED | PodFacts.PRE_DELETING));
  }

  private boolean deletePrepared() {
    boolean changed = false;
    for (PodView pod : planned()) {
      if (Rollout.isPreDeleting(pod)) {
        changed |= delete(pod, "Prepared", "nothing holds its deletion any more");
      }
    }
    return changed;
  }

  private boolean deleteSpecified() {
    List<PodView> specified =
        planned().stream().filter(pod -> !Rollout.isPreDeleting(pod)).toList();
    return deleteWithinBudget(
        specified, "Specified", "its label or podsToDelete asks for its deletion");
  }

  private boolean deleteSurplus() {
    if (diff.scaleDown() == 0) {
      return false;
    }
    if (!planned().isEmpty()) {
      draft.because(
          "scale", "PlannedFirst", "pods marked for deletion go before others are chosen");
      return false;
    }
    int old = Math.min(diff.scaleDownOld(), diff.scaleDown());
    List<PodView> chosen = new ArrayList<>(choose(false, old));
    chosen.addAll(choose(true, diff.scaleDown() - old));
    return deleteWithinBudget(
        chosen, "Surplus", "%d pods are too many".formatted(diff.scaleDown()));
  }

  private List<PodView> choose(boolean updated, int count) {
    List<PodView> side =
        updated
            ? rollout.facts().podsWithAny(rollout.updatedForScaling())
            : rollout.facts().pods(0, rollout.updatedForScaling());
    List<PodView> ordered =
        count < side.size()
            ? PodOrder.forScaleIn(side, rollout.availability(), spread())
            : NameOrder.sorted(side);
    return ordered.subList(0, Math.min(count, ordered.size()));
  }

  private Spread spread() {
    return Spread.of(rollout.spec().template(), rollout.snapshot().nodes());
  }

  private boolean deleteWithinBudget(List<PodView> pods, String code, String text) {
    int ready = diff.deleteReadyLimit();
    int deletes = 0;
    for (PodView pod : pods) {
      boolean counts = rollout.availability().atOnce().isAvailable(pod);
      if (deletes >= MAX_DELETES || (counts && ready <= 0)) {
        draft.because(pod.name(), "BudgetUsed", text + ", but too many pods are down already");
      } else if (delete(pod, code, text)) {
        ready -= counts ? 1 : 0;
        deletes++;
      }
    }
    return deletes > 0;
  }

  private boolean delete(PodView pod, String code, String text) {
    Optional<Refusal> refusal = rollout.outcomes().refused(pod.uid(), "", rollout.snapshot().now());
    if (refusal.isPresent()) {
      draft.lookAt(refusal.get().retryAt());
      draft.because(pod.name(), "DeleteRefused", refusal.get().message());
      return false;
    }
    boolean held = rollout.hooks().holdDeletion(pod);
    if (held && Rollout.isPreDeleting(pod)) {
      return false;
    }
    draft.touch(pod, PodDeletes.delete(rollout, pod), held ? "PrepareDelete" : code, text);
    return true;
  }
}
