package io.windlass.core.sidecarset;

import io.windlass.core.model.Json;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.Optional;

/**
 * Writes the hash on the SidecarSet where no webhook has: others compare pods with it. One that was
 * made in another way, for containers that mean the same, stays.
 */
record HashStep(Rollout rollout, PlanDraft draft) {
  void take() {
    SidecarSetView set = rollout.set();
    SidecarSetHash hash = rollout.hash();
    if (SidecarSetHash.written(set.meta().annotations()).equals(Optional.of(hash))
        || !SidecarSetHash.of(SidecarSetFilling.fillSpec(set.spec())).equals(hash)) {
      return;
    }
    Action.Target target = new Action.Target(SidecarSetKinds.SIDECAR_SET, set.meta().key());
    if (rollout.refused(target).isEmpty()) {
      draft.add(
          new Action.Patch(
              target,
              "",
              Action.PatchType.MERGE,
              Json.Obj.EMPTY.with("metadata", Json.Obj.EMPTY.with("annotations", hash.noted())),
              new Action.Precondition(set.uid(), set.meta().version())));
      draft.because("hash", "Stale", "the SidecarSet bears another hash than its containers have");
    }
  }
}
