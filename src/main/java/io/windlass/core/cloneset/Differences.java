package io.windlass.core.cloneset;

import io.windlass.core.budget.RolloutDiff;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Feature;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;

/**
 * How far a CloneSet is from what is wanted. Scaling and updating may see it differently: pods that
 * a hook holds before their update count as updated for scaling if {@link
 * Feature#PREPARING_UPDATE_AS_UPDATE} says so. Cost O(pods).
 *
 * @param target the revision that pods are to get to now
 */
record Differences(RolloutDiff scaling, RolloutDiff updating, RevisionView target) {
  static Differences of(Rollout rollout) {
    RolloutDiff.Goal goal = goal(rollout);
    RolloutDiff updating = between(rollout, goal, PodFacts.UPDATED);
    Revisions.Stored revisions = rollout.revisions();
    RevisionView target = updating.updateNum() < 0 ? revisions.current() : revisions.update();
    int surge = rollout.spec().maxSurge();
    boolean apart = rollout.snapshot().features().isOn(Feature.PREPARING_UPDATE_AS_UPDATE);
    if (surge == 0 && !apart) {
      return new Differences(updating, updating, target);
    }
    int movable = surge == 0 ? 0 : movable(rollout, target, updating);
    RolloutDiff scaling =
        between(
            rollout, goal.with(new RolloutDiff.Surge(surge, movable)), rollout.updatedForScaling());
    return new Differences(scaling, updating, target);
  }

  private static RolloutDiff.Goal goal(Rollout rollout) {
    CloneSetSpec spec = rollout.spec();
    Revisions.Stored revisions = rollout.revisions();
    boolean movesBack =
        rollout.snapshot().features().isOn(Feature.CLONE_SET_PARTITION_ROLLBACK)
            && !revisions.current().name().equals(revisions.update().name());
    return new RolloutDiff.Goal(
        spec.replicas(),
        spec.partition(),
        spec.maxUnavailable(),
        spec.scaleUnavailable(),
        RolloutDiff.Surge.NONE,
        movesBack,
        rollout.replacesPreDeleting());
  }

  /** The difference where pods with any of some facts count as updated. */
  private static RolloutDiff between(Rollout rollout, RolloutDiff.Goal goal, int updated) {
    RolloutDiff.Census all = census(rollout.facts(), 0);
    RolloutDiff.Census old = census(rollout.facts(), updated);
    return RolloutDiff.of(goal, all.minus(old), old);
  }

  /** The pods that have none of some facts. */
  private static RolloutDiff.Census census(PodFacts facts, int none) {
    int staying = none | PodFacts.PRE_DELETING;
    return new RolloutDiff.Census(
        facts.count(0, none),
        facts.count(PodFacts.PRE_DELETING, none),
        facts.count(PodFacts.SPECIFIED, staying),
        facts.count(PodFacts.SPECIFIED | PodFacts.AVAILABLE, staying),
        facts.count(0, staying | PodFacts.AVAILABLE));
  }

  /**
   * How many pods need another one beside them to get to the target. A pod that is updated in place
   * does only if nothing may ever be missing: then it could never be updated otherwise.
   */
  private static int movable(Rollout rollout, RevisionView target, RolloutDiff updating) {
    PodChanges changes = new PodChanges(rollout, target);
    UpdateHold hold = new UpdateHold(rollout);
    boolean nothingMayBeMissing = rollout.spec().maxUnavailable() == 0;
    int movable = 0;
    for (PodView pod : rollout.toBeUpdated(updating.updateNum() < 0)) {
      PodChange change = hold.before(pod, changes.of(pod));
      boolean needsOne =
          change instanceof PodChange.Recreate || (nothingMayBeMissing && change.takesDown());
      movable += needsOne ? 1 : 0;
    }
    return movable;
  }

  /** Whether the rollout goes back to the current revision. */
  boolean goesBack() {
    return updating.updateNum() < 0;
  }

  /**
   * Whether the pod is to stay with the revision that it is of, for now. While pods are missing
   * nobody knows: which revision they will be of decides how many of the others are updated.
   */
  boolean isSettled(PodView pod) {
    return RevisionLabels.names(pod, target.name())
        || (updating.updateNum() == 0 && updating.scaleUp() == 0);
  }
}
