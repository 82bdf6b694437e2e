package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodPatches;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import java.util.List;
import java.util.Optional;

/** Writes by which a CloneSet parts with a pod. Stateless. */
final class PodDeletes {
  private PodDeletes() {}

  /** Deletes it, whatever else happens to it meanwhile. */
  static List<Action> delete(CloneSetView cloneSet, PodView pod) {
    return List.of(
        delete(pod),
        CloneSetEvents.succeeded(cloneSet, CloneSetEvents.DELETED, "deleted pod " + pod.name()));
  }

  /** Deletes it so that one of another revision takes its place. */
  static List<Action> recreate(CloneSetView cloneSet, PodView pod, String revision) {
    return List.of(
        delete(pod),
        CloneSetEvents.updated(cloneSet, CloneSetEvents.RECREATED, pod.name(), revision));
  }

  private static Action.Delete delete(PodView pod) {
    return new Action.Delete(
        new Action.Target(ResourceKind.POD, pod.key()),
        new Action.Precondition(pod.uid(), 0),
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
