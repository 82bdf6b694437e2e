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
    int limit = rollout.spec().revisionHistoryLimit();
    List<RevisionView> others =
        rollout.snapshot().revisions().stream().filter(this::isNeither).toList();
    if (others.size() <= limit) {
      return;
    }
    Set<String> used = used();
    List<RevisionView> unused =
        others.stream()
            .filter(revision -> !used.contains(RevisionLabels.hashOf(revision.name())))
            .sorted(RevisionOrder.AGE)
            .toList();
    int excess = Math.max(unused.size() - limit, 0);
    for (RevisionView revision : unused.subList(0, excess)) {
      draft.add(
          new Action.Delete(
              new Action.Target(ResourceKind.CONTROLLER_REVISION, revision.meta().key()),
              new Action.Precondition(revision.meta().uid(), 0),
              Optional.empty()));
      draft.because(
          revision.name(), "HistoryLimit", "%d unused revisions are kept".formatted(limit));
    }
  }

  private boolean isNeither(RevisionView revision) {
    return !revision.equals(rollout.revisions().current())
        && !revision.equals(rollout.revisions().update());
  }

  /** The hashes of the revisions that pods are of; all pods are looked at. */
  private Set<String> used() {
    return rollout.snapshot().pods().stream()
        .map(pod -> pod.meta().label(PodMarks.REVISION))
        .distinct()
        .map(RevisionLabels::hashOf)
        .collect(Collectors.toSet());
  }
}
