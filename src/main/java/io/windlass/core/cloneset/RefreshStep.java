package io.windlass.core.cloneset;

import io.windlass.core.inplace.PodRefresh;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.List;

/**
 * Takes pods that nobody wants to change one step further; also while the rollout is paused, or new
 * pods would never be ready.
 */
record RefreshStep(Rollout rollout, PlanDraft draft) {
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
    return new PodRefresh(pod, revisionName(pod), rollout.isUpdated(pod), rollout.snapshot().now())
        .next()
        .map(
            step -> {
              draft.touch(pod, List.of(step.patch()), step.code(), step.text());
              return true;
            })
        .orElse(false);
  }

  private String revisionName(PodView pod) {
    return rollout.revisionOf(pod).map(RevisionView::name).orElse("");
  }
}
