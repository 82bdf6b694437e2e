package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodPatches;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes by which a CloneSet parts with a pod. Stateless. */
final class PodDeletes {
  private PodDeletes() {}

  /** Deletes it and its claims, or begins to wait for the hook that holds it. */
  static List<Action> delete(Rollout rollout, PodView pod) {
    return rollout.hooks().holdDeletion(pod)
        ? List.of(Holds.beforeDelete(rollout, pod))
        : withClaims(
            rollout,
            pod,
            CloneSetEvents.succeeded(
                rollout.cloneSet(), CloneSetEvents.DELETED, "deleted pod " + pod.name()));
  }

  /** The same so that one of another revision takes its place. */
  static List<Action> recreate(Rollout rollout, PodView pod, RevisionView revision) {
    Action.Announce announce =
        CloneSetEvents.updated(
            rollout.cloneSet(), CloneSetEvents.RECREATED, pod.name(), revision.name());
    return rollout.hooks().holdDeletion(pod)
        ? List.of(Holds.beforeReplacement(rollout, pod), announce)
        : withClaims(rollout, pod, announce);
  }

  private static List<Action> withClaims(Rollout rollout, PodView pod, Action.Announce announce) {
    List<Action> actions = new ArrayList<>();
    actions.add(deletion(rollout, pod));
    actions.addAll(rollout.claims().deletes(pod));
    actions.add(announce);
    return actions;
  }

  // Where a hook may be put on a pod at any moment, what was looked at must still be true.
  private static Action.Delete deletion(Rollout rollout, PodView pod) {
    long version = rollout.hooks().preDelete().isPresent() ? pod.meta().version() : 0;
    return new Action.Delete(
        new Action.Target(ResourceKind.POD, pod.key()),
        new Action.Precondition(pod.uid(), version),
        Optional.empty());
  }

  /** Lets it go: it stays, and belongs to nobody. */
  static List<Action> release(CloneSetView cloneSet, PodView pod) {
    Json ours = Json.Obj.EMPTY.with("$patch", "delete").with("uid", cloneSet.uid());
    return List.of(
        PodPatches.ofPod(
            pod,
            Json.Obj.EMPTY.with(
                "metadata", Json.Obj.EMPTY.with("ownerReferences", Json.of(List.of(ours))))));
  }
}
