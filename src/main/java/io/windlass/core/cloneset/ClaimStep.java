package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cleans claims up that no pod will use again. Without reuse, a claim goes with its pod: while the
 * pod is on its way out it becomes the pod's, and the garbage collector does the rest; a claim
 * whose pod is gone is deleted. With reuse only the claims of pods go that this manager deleted
 * itself, if the first try did not succeed.
 */
record ClaimStep(Rollout rollout, PlanDraft draft) {
  /** So many writes at most in one plan. */
  static final int MAX_WRITES = 500;

  void take() {
    Claims claims = rollout.claims();
    if (claims.live().isEmpty()) {
      return;
    }
    boolean reuse = rollout.spec().scale().reusesClaims();
    Map<String, PodView> leaving = leaving();
    int writes = 0;
    for (Map.Entry<String, List<ClaimView>> ofId : new TreeMap<>(claims.live()).entrySet()) {
      String id = ofId.getKey();
      boolean ownDelete = rollout.outcomes().deletedIds().contains(id);
      if (!claims.isInUse(id) && (!reuse || ownDelete) && writes < MAX_WRITES) {
        writes += ofId.getValue().size();
        part(ofId.getValue(), Optional.ofNullable(leaving.get(id)).filter(_ -> !ownDelete));
      }
    }
  }

  private Map<String, PodView> leaving() {
    Map<String, PodView> leaving = new HashMap<>();
    for (PodView pod : rollout.snapshot().pods()) {
      if (!pod.isActive()) {
        leaving.put(pod.meta().label(PodMarks.INSTANCE_ID), pod);
      }
    }
    return leaving;
  }

  private void part(List<ClaimView> claims, Optional<PodView> pod) {
    for (ClaimView claim : claims) {
      if (pod.isPresent()) {
        draft.add(handOver(claim, pod.get()));
        draft.because(
            claim.name(), "GoesWithPod", "it is not used again after " + pod.get().name());
      } else {
        draft.add(Claims.delete(claim));
        draft.because(claim.name(), "Unused", "its pod is gone, and it is not used again");
      }
    }
  }

  private Action.Patch handOver(ClaimView claim, PodView pod) {
    Json ours = Json.Obj.EMPTY.with("$patch", "delete").with("uid", rollout.cloneSet().uid());
    Json theirs =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.POD.apiVersion())
            .with("kind", ResourceKind.POD.kind())
            .with("name", pod.name())
            .with("uid", pod.uid());
    Json.Obj metadata = Json.Obj.EMPTY.with("ownerReferences", Json.of(List.of(ours, theirs)));
    return new Action.Patch(
        Claims.target(claim),
        "",
        Action.PatchType.STRATEGIC,
        Json.Obj.EMPTY.with("metadata", metadata),
        new Action.Precondition(claim.uid(), 0));
  }
}
