package io.windlass.core.sidecarset;

import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import io.windlass.core.plan.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Ends hot upgrades: once the new twin and all else run and are ready, the old twin gets its empty
 * image back. What is under way stands in the pod alone, so that another manager goes on with it.
 */
record FlipStep(Rollout rollout, PlanDraft draft) {
  void take() {
    if (rollout.spec().containers().stream().noneMatch(SidecarContainer::hot)) {
      return;
    }
    for (SidecarPod pod : rollout.pods()) {
      if (pod.mayFlip()) {
        flip(pod);
      }
    }
  }

  private void flip(SidecarPod pod) {
    String subject = pod.pod().key().toString();
    Optional<RefusedWrites.Refusal> refusal =
        rollout.refused(new Action.Target(ResourceKind.POD, pod.pod().key()));
    if (refusal.isPresent()) {
      draft.lookAt(refusal.get().retryAt());
      draft.because(subject, "FlipRefused", refusal.get().message());
      return;
    }
    draft.touch(
        pod.pod(),
        List.of(new SidecarWrites(rollout, pod).flip(), SidecarSetEvents.reset(pod.pod())),
        new Reason(subject, "Flip", "the new twin works, the old one gets its empty image"));
  }
}
