package io.windlass.core.cloneset;

import io.windlass.core.inplace.LaunchOrder;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import java.util.HashMap;
import java.util.Map;

/** The launch orders of pods, read once for each revision. For one plan, one thread. */
final class LaunchOrders {
  private final Rollout rollout;
  private final Map<String, LaunchOrder> byHash = new HashMap<>();

  LaunchOrders(Rollout rollout) {
    this.rollout = rollout;
  }

  LaunchOrder of(PodView pod) {
    return byHash.computeIfAbsent(
        RevisionLabels.hashOf(pod.meta().label(PodMarks.REVISION)), _ -> read(pod));
  }

  private LaunchOrder read(PodView pod) {
    return rollout
        .revisionOf(pod)
        .map(revision -> LaunchOrder.of(rollout.snapshot().documents().template(revision.data())))
        .orElse(LaunchOrder.NONE);
  }
}
