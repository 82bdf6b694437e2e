package io.windlass.core.sidecarset;

import io.windlass.core.inplace.PodPatches;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import io.windlass.core.plan.Action;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The condition of a pod that says which of its SidecarSets can be upgraded in place. Its message
 * is a JSON object with a truth value for each of them; it is true if all are.
 */
record UpgradableMark(PodView pod, String sidecarSet) {

  private Optional<Condition> condition() {
    return pod.condition(SidecarSetKeys.UPGRADABLE);
  }

  private Json.Obj said() {
    return condition()
        .flatMap(condition -> JsonText.tryParse(condition.message()))
        .map(json -> json.object())
        .orElse(Json.Obj.EMPTY);
  }

  /** Whether it says that the sidecars of this SidecarSet cannot be upgraded. */
  boolean saysNo() {
    return said().bool(sidecarSet).filter(upgradable -> !upgradable).isPresent();
  }

  /** The write that makes it say this; empty if it does already. */
  Optional<Action.Patch> say(boolean upgradable, Instant now) {
    Json.Obj message = said().with(sidecarSet, Json.of(upgradable));
    boolean all = message.fields().values().stream().allMatch(Json.of(true)::equals);
    Condition.Status status = all ? Condition.Status.TRUE : Condition.Status.FALSE;
    boolean turns = condition().filter(was -> was.status() == status).isEmpty();
    if (!turns && message.equals(said())) {
      return Optional.empty();
    }
    Json.Obj json =
        Json.Obj.EMPTY
            .with("type", SidecarSetKeys.UPGRADABLE)
            .with("status", status.text())
            .with("reason", all ? "AllSidecarsetUpgradable" : "UpdateImmutableField")
            .with("message", JsonText.canonical(message));
    Json.Obj whole = turns ? json.with("lastTransitionTime", Timestamps.text(now)) : json;
    return Optional.of(
        PodPatches.ofStatus(
            pod, Json.Obj.EMPTY.with("status", PodPatches.conditions(List.of(whole)))));
  }
}
