package io.windlass.core.cloneset;

import io.windlass.core.inplace.InPlaceState;
import io.windlass.core.inplace.PodRefresh;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.order.NameOrder;
import io.windlass.core.plan.PlanDraft;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes pods that nobody wants to change one step further; also while the rollout is paused, or new
 * pods would never be ready.
 */
record RefreshStep(Rollout rollout, Differences differences, PlanDraft draft) {
  /** So many pods at most in one plan. */
  static final int MAX_PODS = 500;

  private static final String NOT_SCHEDULED = "it is not scheduled yet";
  private static final String UPDATING = "its containers do not run what they were given yet";

  void take() {
    LaunchOrders orders = new LaunchOrders(rollout);
    Map<String, Optional<InPlaceState>> states = new HashMap<>();
    List<PodView> others = new ArrayList<>();
    List<PodView> withoutNode = new ArrayList<>();
    List<PodView> changing = new ArrayList<>();
    for (PodView pod : rollout.facts().pods(0, PodFacts.AT_REST)) {
      if (!draft.isTouched(pod)) {
        switch (step(pod, orders, states).waitsFor()) {
          case FOR_A_NODE -> withoutNode.add(pod);
          case FOR_CONTAINERS -> changing.add(pod);
          case NONE -> others.add(pod);
        }
      }
    }
    int count = 0;
    for (PodView pod : NameOrder.sorted(others)) {
      if (count < MAX_PODS) {
        count += refresh(step(pod, orders, states)) ? 1 : 0;
      }
    }
    draft.because(withoutNode, NameOrder::sorted, "NotScheduled", NOT_SCHEDULED);
    draft.because(changing, NameOrder::sorted, "Updating", UPDATING);
  }

  private PodRefresh step(
      PodView pod, LaunchOrders orders, Map<String, Optional<InPlaceState>> states) {
    return new PodRefresh(
        pod,
        revisionName(pod),
        differences.isSettled(pod),
        rollout.hooks(),
        rollout.snapshot().now(),
        () -> orders.of(pod),
        other -> states.computeIfAbsent(InPlaceState.timeless(other), _ -> InPlaceState.of(other)));
  }

  private boolean refresh(PodRefresh refresh) {
    PodView pod = refresh.pod();
    Optional<PodRefresh.Step> next = refresh.next();
    next.ifPresentOrElse(
        step -> draft.touch(pod, step.patches(), step.code(), step.text()),
        () -> sayWhatItWaitsFor(pod, refresh));
    return next.isPresent();
  }

  private void sayWhatItWaitsFor(PodView pod, PodRefresh refresh) {
    switch (LifecycleState.of(pod)) {
      case PREPARING_NORMAL -> draft.because(pod.name(), "NotScheduled", NOT_SCHEDULED);
      case UPDATING -> {
        Optional<Instant> until = refresh.waitsUntil();
        until.ifPresent(draft::lookAt);
        draft.because(
            pod.name(),
            until.isPresent() ? "GracePeriod" : "Updating",
            until.isPresent()
                ? "it is taken out of service before its containers are changed"
                : UPDATING);
      }
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
