package io.windlass.core.cloneset;

import io.windlass.core.history.RevisionOrder;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.model.RevisionView;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanDraft;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes the oldest revisions beyond the limit; those in use do not count. */
record HistoryStep(Rollout rollout, PlanDraft draft) {
  void take() {
    if (rollout.snapshot().revisions().size() <= rollout.spec().revisionHistoryLimit()) {
      return;
    }
    Set<String> used =
        rollout.snapshot().pods().stream()
            .map(pod -> pod.meta().label(PodMarks.REVISION))
            .distinct()
            .map(RevisionLabels::hashOf)
            .collect(Collectors.toSet());
    List<RevisionView> unused =
        rollout.snapshot().revisions().stream()
            .filter(revision -> !isLive(revision, used))
            .sorted(RevisionOrder.AGE)
            .toList();
    int excess = Math.max(unused.size() - rollout.spec().revisionHistoryLimit(), 0);
    for (RevisionView revision : unused.subList(0, excess)) {
      draft.add(
          new Action.Delete(
              new Action.Target(ResourceKind.CONTROLLER_REVISION, revision.meta().key()),
              new Action.Precondition(revision.meta().uid(), 0),
              Optional.empty()));
      draft.because(
          revision.name(),
          "HistoryLimit",
          "%d unused revisions are kept".formatted(rollout.spec().revisionHistoryLimit()));
    }
  }

  private boolean isLive(RevisionView revision, Set<String> used) {
    return revision.equals(rollout.revisions().current())
        || revision.equals(rollout.revisions().update())
        || used.contains(RevisionLabels.hashOf(revision.name()));
  }
}
