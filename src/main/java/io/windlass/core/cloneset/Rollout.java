package io.windlass.core.cloneset;

import io.windlass.core.budget.RolloutDiff;
import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A CloneSet in one moment, as its steps see it.
 *
 * @param pods active ones that the selector matches, by name
 */
record Rollout(
    CloneSetSnapshot snapshot,
    CloneSetSpec spec,
    Revisions.Stored revisions,
    List<PodView> pods,
    Availability availability,
    Map<String, RevisionView> revisionsByHash,
    Claims claims) {

  static Rollout of(
      CloneSetSnapshot snapshot,
      CloneSetSpec spec,
      Revisions.Stored revisions,
      List<PodView> pods) {
    Map<String, RevisionView> byHash = new HashMap<>();
    snapshot.revisions().stream()
        .sorted(Revisions.AGE)
        .forEach(revision -> byHash.put(RevisionLabels.hashOf(revision.name()), revision));
    return new Rollout(
        snapshot,
        spec,
        revisions,
        pods,
        new Availability(spec.minReady(), snapshot.now()),
        byHash,
        Claims.of(snapshot));
  }

  CloneSetView cloneSet() {
    return snapshot.cloneSet();
  }

  RecentOutcomes outcomes() {
    return snapshot.outcomes();
  }

  Hooks hooks() {
    return spec.hooks();
  }

  String updateName() {
    return revisions.update().name();
  }

  /** How pods name the update revision. */
  String updateLabel() {
    return RevisionLabels.value(updateName(), snapshot.features());
  }

  boolean isUpdated(PodView pod) {
    return RevisionLabels.names(pod, updateName());
  }

  /** The stored revision that a pod is of. */
  Optional<RevisionView> revisionOf(PodView pod) {
    return Optional.ofNullable(
        revisionsByHash.get(RevisionLabels.hashOf(pod.meta().label(PodMarks.REVISION))));
  }

  RolloutDiff diff() {
    return RolloutDiff.of(
        new RolloutDiff.Goal(
            spec.replicas(), spec.partition(), spec.maxUnavailable(), spec.scaleUnavailable()),
        census(this::isUpdated),
        census(pod -> !isUpdated(pod)));
  }

  /** Whether somebody wants the pod to go: by its label, or by its name in the spec. */
  boolean isSpecified(PodView pod) {
    return pod.meta().labels().containsKey(PodMarks.SPECIFIED_DELETE)
        || spec.scale().podsToDelete().contains(pod.name());
  }

  static boolean isPreDeleting(PodView pod) {
    return LifecycleState.of(pod) == LifecycleState.PREPARING_DELETE;
  }

  private RolloutDiff.Census census(Predicate<PodView> side) {
    int total = 0;
    int preDeleting = 0;
    int toDelete = 0;
    int unavailable = 0;
    for (PodView pod : pods) {
      if (side.test(pod)) {
        total++;
        if (isPreDeleting(pod)) {
          preDeleting++;
        } else {
          toDelete += isSpecified(pod) ? 1 : 0;
          unavailable += availability.isAvailable(pod) ? 0 : 1;
        }
      }
    }
    return new RolloutDiff.Census(total, preDeleting, toDelete, unavailable);
  }
}
