package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodPatches;
import io.windlass.core.lifecycle.Hook;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.TrafficMark;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes by which a pod begins to wait for a hook. State, marks and the loss of traffic are one
 * write: labels may ride on a patch of the status. Stateless.
 */
final class Holds {
  private Holds() {}

  /** Asks whoever holds the pod to let it be deleted. */
  static Action.Patch beforeDelete(Rollout rollout, PodView pod) {
    return patch(rollout, pod, LifecycleState.PREPARING_DELETE, rollout.hooks().preDelete());
  }

  /** The same for good: it is deleted to be replaced, so it is not kept if pods are missing. */
  static Action.Patch beforeReplacement(Rollout rollout, PodView pod) {
    Action.Patch patch = beforeDelete(rollout, pod);
    Json.Obj metadata = patch.body().object("metadata");
    Json.Obj labels = metadata.object("labels").with(PodMarks.SPECIFIED_DELETE, "true");
    return withMetadata(patch, metadata.with("labels", labels));
  }

  /**
   * Asks whoever holds the pod to let it be updated. A pod that still waits for the hook after an
   * earlier update gets the hook's marks again, since they say that it has not been let go.
   */
  static Action.Patch beforeUpdate(Rollout rollout, PodView pod) {
    Optional<Hook> hook = rollout.hooks().inPlaceUpdate();
    Action.Patch patch = patch(rollout, pod, LifecycleState.PREPARING_UPDATE, hook);
    boolean isArmed = LifecycleState.of(pod) != LifecycleState.UPDATED;
    return isArmed || hook.isEmpty() ? patch : withMetadata(patch, armed(patch, hook.get()));
  }

  private static Json.Obj armed(Action.Patch patch, Hook hook) {
    Json.Obj metadata = patch.body().object("metadata");
    Json.Obj labels = metadata.object("labels");
    for (String key : hook.labels().keySet().stream().sorted().toList()) {
      labels = labels.with(key, hook.labels().getOrDefault(key, ""));
    }
    List<Json> finalizers = hook.finalizers().stream().map(Json::of).toList();
    Json.Obj marked = metadata.with("labels", labels);
    return finalizers.isEmpty() ? marked : marked.with("finalizers", Json.of(finalizers));
  }

  private static Action.Patch patch(
      Rollout rollout, PodView pod, LifecycleState state, Optional<Hook> hook) {
    Instant now = rollout.snapshot().now();
    Json.Obj body = Json.Obj.EMPTY.with("metadata", PodPatches.lifecycle(state, now));
    List<Json> conditions =
        hook.filter(Hook::marksNotReady).isPresent()
            ? TrafficMark.taken(pod, state, now)
            : List.of();
    return conditions.isEmpty()
        ? PodPatches.ofPod(pod, body)
        : PodPatches.ofStatus(
            pod, body.with("status", Json.Obj.EMPTY.with("conditions", Json.of(conditions))));
  }

  private static Action.Patch withMetadata(Action.Patch patch, Json.Obj metadata) {
    Json.Obj body = ((Json.Obj) patch.body()).with("metadata", metadata);
    return new Action.Patch(
        patch.target(), patch.subresource(), patch.type(), body, patch.precondition());
  }
}
