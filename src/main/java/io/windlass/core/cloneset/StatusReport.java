package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Conditions;
import io.windlass.core.plan.PlanDraft;
import java.time.Instant;
import java.util.Optional;

/**
 * The status as the snapshot shows it, not as the plan will make it. Fields that others put there
 * stay.
 *
 * @param pods active ones that belong to the CloneSet
 */
record StatusReport(CloneSetView cloneSet, PodFacts pods, Instant now) {

  /** The stored status with all counters brought up to date. */
  Json.Obj counted() {
    return cloneSet
        .status()
        .with("observedGeneration", Json.of(cloneSet.meta().generation()))
        .with("replicas", Json.of(pods.size()))
        .with("readyReplicas", count(PodFacts.READY))
        .with("availableReplicas", count(PodFacts.AVAILABLE))
        .with("updatedReplicas", count(PodFacts.UPDATED))
        .with("updatedReadyReplicas", count(PodFacts.UPDATED | PodFacts.READY))
        .with("updatedAvailableReplicas", count(PodFacts.UPDATED | PodFacts.AVAILABLE));
  }

  private Json count(int facts) {
    return Json.of(pods.count(facts, 0));
  }

  /** The same with what only a sound spec can say. */
  Json.Obj whole(CloneSetSpec spec, Revisions revisions) {
    String update = revisions.updateName();
    Json.Obj counted = counted();
    boolean complete =
        pods.size() == spec.replicas()
            && counted.number("updatedReplicas").equals(Optional.of((long) spec.replicas()));
    return counted
        .with("updateRevision", update)
        .with("currentRevision", complete ? update : currentRevision(revisions))
        .with("expectedUpdatedReplicas", Json.of(spec.replicas() - spec.partition()))
        .with("collisionCount", Json.of(revisions.collisions()))
        .with("labelSelector", spec.selector().text());
  }

  /** The conditions of a sound spec, on top of its whole status; looks again at its deadline. */
  Conditions sound(CloneSetSpec spec, Revisions revisions, PlanDraft draft) {
    Conditions conditions = new Conditions(whole(spec, revisions), now).remove(Conditions.VALID);
    if (spec.progressDeadline().isEmpty()) {
      return conditions.remove(Conditions.PROGRESSING);
    }
    Progress progress =
        new Progress(
            cloneSet.status(),
            spec.update().paused(),
            spec.replicas(),
            spec.progressDeadline().get());
    Conditions reported = progress.report(conditions);
    // What ends at a moment has ended after it.
    progress.endsAt(reported).map(end -> end.plusMillis(1)).ifPresent(draft::lookAt);
    return reported;
  }

  // Until the update revision is stored, the old one is the one that pods are of.
  private String currentRevision(Revisions revisions) {
    String before = cloneSet.status().text("currentRevision").orElse("");
    return switch (revisions) {
      case Revisions.Stored stored -> stored.current().name();
      case Revisions.Bump bump -> before.isEmpty() ? bump.updateName() : before;
      case Revisions.Missing missing -> before.isEmpty() ? missing.updateName() : before;
    };
  }

  /** The write that makes a status of the stored one; empty if they are equal. */
  Optional<Action.Patch> patchTo(Json.Obj wanted) {
    Json.Obj changes = JsonMerge.between(cloneSet.status(), wanted);
    return changes.fields().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Action.Patch(
                new Action.Target(CloneSetKinds.CLONE_SET, cloneSet.key()),
                "status",
                Action.PatchType.MERGE,
                Json.Obj.EMPTY.with("status", changes),
                new Action.Precondition(cloneSet.uid(), 0)));
  }
}
