package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodRefresh;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.List;
import java.util.Optional;

/**
 * Takes pods that nobody wants to change one step further; also while the rollout is paused, or new
 * pods would never be ready.
 */
record RefreshStep(Rollout rollout, Differences differences, PlanDraft draft) {
  /** So many pods at most in one plan. */
  static final int MAX_PODS = 500;

  void take() {
    int count = 0;
    for (PodView pod : rollout.pods()) {
      if (count < MAX_PODS && !draft.isTouched(pod)) {
        count += refresh(pod) ? 1 : 0;
      }
    }
  }

  private boolean refresh(PodView pod) {
    Optional<PodRefresh.Step> next =
        new PodRefresh(
                pod,
                revisionName(pod),
                differences.isSettled(pod),
                rollout.hooks(),
                rollout.snapshot().now())
            .next();
    next.ifPresentOrElse(
        step -> draft.touch(pod, List.of(step.patch()), step.code(), step.text()),
        () -> sayWhatItWaitsFor(pod));
    return next.isPresent();
  }

  private void sayWhatItWaitsFor(PodView pod) {
    switch (LifecycleState.of(pod)) {
      case PREPARING_NORMAL -> draft.because(pod.name(), "NotScheduled", "it is not scheduled yet");
      case UPDATING ->
          draft.because(pod.name(), "Updating", "its containers do not run the new images yet");
      case PREPARING_UPDATE, PREPARING_DELETE, UPDATED ->
          draft.because(pod.name(), "Held", "a hook holds it");
      case NONE, NORMAL -> {
        if (rollout.availability().availableFrom(pod).isPresent()) {
          draft.because(pod.name(), "MinReady", "it is ready, but not for minReadySeconds yet");
        } else if (!rollout.availability().isAvailable(pod)) {
          draft.because(pod.name(), "NotReady", "it is not ready");
        }
      }
    }
  }

  private String revisionName(PodView pod) {
    return rollout.revisionOf(pod).map(RevisionView::name).orElse("");
  }
}
