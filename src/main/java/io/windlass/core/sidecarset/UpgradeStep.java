package io.windlass.core.sidecarset;

import io.windlass.core.budget.DisruptionBudget;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.order.UpdateOrder;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import io.windlass.core.plan.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Upgrades pods in place, as many as selector, partition and budget allow, and says on pods whether
 * they can be upgraded so. A pod that the server refused a moment ago gives its place to the next.
 */
record UpgradeStep(Rollout rollout, PlanDraft draft) {
  /** So many pods at most in one plan. */
  static final int MAX_PODS = 500;

  void take() {
    List<SidecarPod> waiting = new ArrayList<>();
    int marked = 0;
    for (SidecarPod pod : rollout.pods()) {
      if (draft.isTouched(pod.pod())) {
        continue;
      }
      if (rollout.isUpdated(pod)) {
        clear(pod);
      } else if (!isSelected(pod)) {
        because(pod, "NotSelected", "spec.updateStrategy.selector does not match it");
      } else if (!rollout.isUpgradable(pod)) {
        marked += mark(pod, marked) ? 1 : 0;
      } else if (pod.isInUpgrade()) {
        because(pod, "InUpgrade", "an earlier upgrade of it is still under way");
      } else {
        waiting.add(pod);
      }
    }
    if (marked > 0) {
      draft.add(SidecarSetEvents.notUpgradable(rollout.set(), marked));
    }
    upgrade(inOrder(waiting));
  }

  private boolean isSelected(SidecarPod pod) {
    return rollout
        .spec()
        .update()
        .selector()
        .map(selector -> selector.matches(pod.pod().meta().labels()))
        .orElse(true);
  }

  /** Takes back what was said of it while the SidecarSet was another. */
  private void clear(SidecarPod pod) {
    UpgradableMark mark = new UpgradableMark(pod.pod(), rollout.set().name());
    if (mark.saysNo()) {
      mark.say(true, rollout.now())
          .ifPresent(
              write ->
                  touch(pod, List.of(write), "Upgradable", "it is as the SidecarSet says now"));
    }
  }

  private boolean mark(SidecarPod pod, int markedSoFar) {
    because(pod, "NotUpgradable", "more than images is different; it has to be re-created");
    Optional<Action.Patch> write =
        new UpgradableMark(pod.pod(), rollout.set().name()).say(false, rollout.now());
    if (write.isEmpty() || markedSoFar >= MAX_PODS) {
      return false;
    }
    draft.add(write.get());
    return true;
  }

  private List<SidecarPod> inOrder(List<SidecarPod> waiting) {
    Map<String, SidecarPod> byUid = new HashMap<>();
    waiting.forEach(pod -> byUid.put(pod.pod().uid(), pod));
    List<PodView> all = rollout.pods().stream().map(SidecarPod::pod).toList();
    UpdateOrder order = rollout.spec().update().order().over(all);
    List<SidecarPod> sorted = new ArrayList<>();
    for (PodView pod : order.sorted(waiting.stream().map(SidecarPod::pod).toList(), all)) {
      Optional.ofNullable(byUid.get(pod.uid())).ifPresent(sorted::add);
    }
    return sorted;
  }

  private void upgrade(List<SidecarPod> waiting) {
    int kept = rollout.spec().update().partition().keptBack(rollout.pods().size());
    int left = Math.clamp((long) waiting.size() - kept, 0, MAX_PODS);
    DisruptionBudget budget = budget();
    for (SidecarPod pod : waiting) {
      boolean serving = pod.isServing();
      if (isHeld(pod)) {
        continue;
      }
      if (left == 0) {
        because(pod, "KeptBack", "the partition keeps it, or it comes later");
      } else if (!budget.allows(serving)) {
        because(pod, "BudgetUsed", budget.text());
      } else if (upgrade(pod)) {
        left--;
        budget = budget.after(serving);
      }
    }
  }

  private DisruptionBudget budget() {
    int limit = rollout.spec().update().maxUnavailable().roundedUp(rollout.pods().size());
    int used = 0;
    for (SidecarPod pod : rollout.pods()) {
      used += rollout.isUpdated(pod) && !(pod.isServing() && pod.isConsistent()) ? 1 : 0;
    }
    return new DisruptionBudget(limit, used);
  }

  private boolean isHeld(SidecarPod pod) {
    Optional<RefusedWrites.Refusal> refusal =
        rollout.refused(new Action.Target(ResourceKind.POD, pod.pod().key()));
    refusal.ifPresent(
        held -> {
          draft.lookAt(held.retryAt());
          because(pod, "UpdateRefused", held.message());
        });
    return refusal.isPresent();
  }

  private boolean upgrade(SidecarPod pod) {
    Optional<Action.Patch> write = new SidecarWrites(rollout, pod).upgrade();
    if (write.isEmpty()) {
      because(pod, "InvalidMetadata", "an annotation that is to be merged is not JSON");
      return false;
    }
    // First the condition: behind the new image the kubelet writes the pod at once.
    List<Action> writes = new ArrayList<>();
    new UpgradableMark(pod.pod(), rollout.set().name())
        .say(true, rollout.now())
        .ifPresent(writes::add);
    writes.add(write.get());
    touch(pod, writes, "Upgrade", "images of sidecars change in place");
    return true;
  }

  private void touch(SidecarPod pod, List<? extends Action> writes, String code, String text) {
    draft.touch(pod.pod(), writes, new Reason(pod.pod().key().toString(), code, text));
  }

  private void because(SidecarPod pod, String code, String text) {
    draft.because(pod.pod().key().toString(), code, text);
  }
}
