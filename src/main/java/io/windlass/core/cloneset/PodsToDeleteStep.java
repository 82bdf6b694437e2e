package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes names out of {@code podsToDelete} whose pods are gone, so that a later pod of that name is
 * not deleted as well. The last write of a plan: it changes the generation, and with it the plan
 * that is valid.
 */
record PodsToDeleteStep(Rollout rollout, PlanDraft draft) {
  void take() {
    List<Json> before = rollout.cloneSet().spec().items("scaleStrategy", "podsToDelete");
    if (before.isEmpty()) {
      return;
    }
    Set<String> names = rollout.pods().stream().map(pod -> pod.name()).collect(Collectors.toSet());
    List<Json> left =
        before.stream().filter(name -> names.contains(name.text().orElse(""))).toList();
    if (left.size() == before.size()) {
      return;
    }
    Json rest = left.isEmpty() ? Json.Null.VALUE : Json.of(left);
    Json.Obj strategy = Json.Obj.EMPTY.with("podsToDelete", rest);
    draft.add(
        new Action.Patch(
            new Action.Target(CloneSetKinds.CLONE_SET, rollout.cloneSet().key()),
            "",
            Action.PatchType.MERGE,
            Json.Obj.EMPTY.with("spec", Json.Obj.EMPTY.with("scaleStrategy", strategy)),
            new Action.Precondition(
                rollout.cloneSet().uid(), rollout.cloneSet().meta().version())));
    draft.because(
        "podsToDelete",
        "Gone",
        "%d of %d pods are gone".formatted(before.size() - left.size(), before.size()));
  }
}
