package io.windlass.core.cloneset;

import io.windlass.core.budget.UpdateBudget;
import io.windlass.core.cloneset.RecentOutcomes.Refusal;
import io.windlass.core.inplace.PodUpdate;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.model.PodView;
import io.windlass.core.order.Front;
import io.windlass.core.order.UpdateOrder;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings pods to the update revision, or back to the current one, as many as partition and budget
 * allow. A pod that cannot be updated, or that the server refused a moment ago, gives its place to
 * the next. A change of labels and annotations takes no pod down and uses no budget.
 */
record UpdateStep(Rollout rollout, Differences differences, PlanDraft draft) {
  /** So many pods at most in one plan. */
  static final int MAX_PODS = 500;

  private static final Comparator<PodView> PREPARED_FIRST =
      Comparator.comparing(pod -> LifecycleState.of(pod) != LifecycleState.PREPARING_UPDATE);

  /**
   * Drafts the step.
   *
   * @param mayUpdate whether pods may be touched; if not, only obstacles are found
   * @return what stands in the way of pods that may only be updated in place
   */
  Set<String> take(boolean mayUpdate) {
    if (count() == 0) {
      return Set.of();
    }
    if (rollout.spec().update().type() == UpdateType.ON_DELETE) {
      draft.because("update", "OnDelete", count() + " pods wait for somebody to delete them");
      return Set.of();
    }
    boolean paused = rollout.spec().update().paused();
    PodChanges changes = new PodChanges(rollout, differences.target());
    Set<String> obstacles = new TreeSet<>();
    Front front = front(changes, obstacles, mayUpdate && !paused);
    if (paused) {
      draft.because("update", "Paused", count() + " pods would be updated");
    } else if (mayUpdate) {
      update(front, changes);
    }
    return obstacles;
  }

  /** The pods that are to be touched, and those that come later. */
  private Front front(PodChanges changes, Set<String> obstacles, boolean mayUpdate) {
    int count = Math.min(count(), MAX_PODS);
    UpdateOrder order = rollout.spec().update().order();
    if (isAnyLikeTheOther()) {
      return order.front(waiting(), count, rollout.pods());
    }
    List<PodView> able = able(inOrder(order), changes, obstacles);
    return Front.of(mayUpdate ? untried(able) : able, count);
  }

  /** Whether there is nothing in any of the waiting pods that gives its place to another one. */
  private boolean isAnyLikeTheOther() {
    return rollout.spec().update().type() != UpdateType.IN_PLACE_ONLY
        && rollout.outcomes().refusedPods().isEmpty()
        && rollout.facts().count(PodFacts.PREPARING_UPDATE, 0) == 0;
  }

  /** Those that can be updated; only where pods may not be made anew there are others. */
  private List<PodView> able(List<PodView> pods, PodChanges changes, Set<String> obstacles) {
    if (rollout.spec().update().type() != UpdateType.IN_PLACE_ONLY) {
      return pods;
    }
    List<PodView> able = new ArrayList<>();
    for (PodView pod : pods) {
      if (changes.of(pod) instanceof PodChange.Blocked(String because)) {
        draft.because(pod.name(), "NotInPlace", because);
        obstacles.add(because);
      } else {
        able.add(pod);
      }
    }
    return able;
  }

  private int count() {
    return Math.abs(differences.updating().updateNum());
  }

  private List<PodView> waiting() {
    List<PodView> waiting = rollout.toBeUpdated(differences.goesBack());
    waiting.removeIf(draft::isTouched);
    return waiting;
  }

  private List<PodView> inOrder(UpdateOrder order) {
    return order.sorted(waiting(), rollout.pods()).stream().sorted(PREPARED_FIRST).toList();
  }

  /** Those that the server did not refuse a moment ago. */
  private List<PodView> untried(List<PodView> pods) {
    return rollout.outcomes().refusedPods().isEmpty()
        ? pods
        : pods.stream().filter(this::mayTry).toList();
  }

  private boolean mayTry(PodView pod) {
    Optional<Refusal> refusal =
        rollout.outcomes().refused(pod.uid(), rollout.updateName(), rollout.snapshot().now());
    refusal.ifPresent(
        held -> {
          draft.lookAt(held.retryAt());
          draft.because(pod.name(), "UpdateRefused", held.message());
        });
    return refusal.isEmpty();
  }

  private void update(Front front, PodChanges changes) {
    UpdateHold hold = new UpdateHold(rollout);
    UpdateBudget budget = budget();
    for (PodView pod : front.first()) {
      PodChange change = hold.before(pod, changes.of(pod));
      boolean available = rollout.availability().isAvailable(pod);
      if (!change.takesDown()) {
        update(pod, change);
      } else if (budget.allows(available)) {
        budget = budget.after(available);
        update(pod, change);
      } else {
        draft.because(pod.name(), "BudgetUsed", budget.text());
      }
    }
    draft.because(
        front.others(), front.order(), "KeptBack", "the partition keeps it, or it comes later");
  }

  private UpdateBudget budget() {
    int down = rollout.facts().count(0, PodFacts.AVAILABLE);
    int oldDown = rollout.facts().count(0, PodFacts.AVAILABLE | PodFacts.UPDATED);
    return new UpdateBudget(
        differences.updating().updateMaxUnavailable(),
        down,
        differences.goesBack() ? oldDown : down - oldDown);
  }

  private void update(PodView pod, PodChange how) {
    PodUpdate update =
        new PodUpdate(pod, rollout.label(differences.target()), rollout.snapshot().now());
    switch (how) {
      case PodChange.Metadata(var change) ->
          touch(pod, update.metadataOnly(change), "MetadataUpdate", "only metadata changes");
      case PodChange.InPlace(var change) ->
          touch(
              pod,
              update.inPlace(change, rollout.spec().update().grace()),
              "InPlaceUpdate",
              change.text());
      case PodChange.Prepare prepare ->
          draft.touch(
              pod,
              List.of(Holds.beforeUpdate(rollout, pod)),
              "PrepareUpdate",
              "its hook has to let it be updated");
      case PodChange.Held held ->
          draft.because(pod.name(), "Held", "its hook does not let it be updated yet");
      case PodChange.Recreate(String because) ->
          draft.touch(
              pod, PodDeletes.recreate(rollout, pod, differences.target()), "Recreate", because);
      case PodChange.Blocked blocked ->
          throw new IllegalStateException("not a candidate: " + blocked);
    }
  }

  private void touch(PodView pod, List<Action> writes, String code, String text) {
    List<Action> all = new ArrayList<>(writes);
    all.add(
        CloneSetEvents.updated(
            rollout.cloneSet(),
            CloneSetEvents.UPDATED_IN_PLACE,
            pod.name(),
            differences.target().name()));
    draft.touch(pod, all, code, text);
  }
}
