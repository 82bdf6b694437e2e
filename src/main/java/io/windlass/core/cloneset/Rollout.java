package io.windlass.core.cloneset;

import io.windlass.core.history.RevisionOrder;
import io.windlass.core.lifecycle.Availability;
import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Feature;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CloneSet in one moment, as its steps see it.
 *
 * @param facts of active pods that the selector matches
 * @param revisionsByLabel stored revisions, by their hashes and by their names: by all that pods
 *     call them
 */
record Rollout(
    CloneSetSnapshot snapshot,
    CloneSetSpec spec,
    Revisions.Stored revisions,
    PodFacts facts,
    Availability availability,
    Map<String, RevisionView> revisionsByLabel,
    Claims claims) {

  private static final String REPLACES_PRE_DELETING =
      "apps.kruise.io/cloneset-scaling-exclude-preparing-delete";

  static Rollout of(
      CloneSetSnapshot snapshot, CloneSetSpec spec, Revisions.Stored revisions, PodFacts facts) {
    return new Rollout(
        snapshot,
        spec,
        revisions,
        facts,
        new Availability(spec.minReady(), snapshot.now()),
        byLabel(snapshot.revisions()),
        Claims.of(snapshot));
  }

  /** The newest of those that bear the same hash. */
  private static Map<String, RevisionView> byLabel(List<RevisionView> revisions) {
    Map<String, RevisionView> byLabel = new HashMap<>();
    revisions.stream()
        .sorted(RevisionOrder.AGE)
        .forEach(revision -> byLabel.put(RevisionLabels.hashOf(revision.name()), revision));
    for (RevisionView revision : revisions) {
      String hash = RevisionLabels.hashOf(revision.name());
      byLabel.put(revision.name(), byLabel.getOrDefault(hash, revision));
    }
    return byLabel;
  }

  /** Active ones that the selector matches, in no order. */
  List<PodView> pods() {
    return facts.pods();
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

  /** How pods name a revision. */
  String label(RevisionView revision) {
    return RevisionLabels.value(revision.name(), snapshot.features());
  }

  boolean isUpdated(PodView pod) {
    return RevisionLabels.names(pod, updateName());
  }

  /** The stored revision that a pod is of. */
  Optional<RevisionView> revisionOf(PodView pod) {
    String label = pod.meta().label(PodMarks.REVISION);
    RevisionView named = revisionsByLabel.get(label);
    return Optional.ofNullable(
        named == null ? revisionsByLabel.get(RevisionLabels.hashOf(label)) : named);
  }

  /** The facts any of which makes a pod count as updated where pods are made or deleted. */
  int updatedForScaling() {
    return snapshot.features().isOn(Feature.PREPARING_UPDATE_AS_UPDATE)
        ? PodFacts.UPDATED | PodFacts.PREPARING_UPDATE
        : PodFacts.UPDATED;
  }

  /**
   * The pods of the wrong revision that are to stay, in no order.
   *
   * @param back whether the update revision is the wrong one
   */
  List<PodView> toBeUpdated(boolean back) {
    int leaving = PodFacts.PRE_DELETING | PodFacts.SPECIFIED;
    return back ? facts.pods(PodFacts.UPDATED, leaving) : facts.pods(0, leaving | PodFacts.UPDATED);
  }

  /** Whether a pod whose deletion waits for a hook is replaced at once. */
  boolean replacesPreDeleting() {
    return spec.scale().replacesPreDeleting()
        || cloneSet().meta().label(REPLACES_PRE_DELETING).equals("true")
        || snapshot.features().isOn(Feature.SCALING_EXCLUDES_PREPARING_DELETE);
  }

  /** Whether somebody wants the pod to go: by its label, or by its name in the spec. */
  boolean isSpecified(PodView pod) {
    return PodFacts.isSpecified(pod, spec.scale().podsToDelete());
  }

  static boolean isPreDeleting(PodView pod) {
    return LifecycleState.of(pod) == LifecycleState.PREPARING_DELETE;
  }
}
