package io.windlass.manager.rollout;

import io.windlass.core.cloneset.CloneSetView;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.RevisionView;
import io.windlass.manager.report.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way back to an old revision: its template, and, where that is the one that the partition kept
 * pods at, no partition any more, so that the pods of the canary go back too.
 *
 * @param revision whose template comes back
 * @param liftsPartition whether the partition is lifted
 */
public record Undo(CloneSetView cloneSet, RevisionView revision, boolean liftsPartition) {

  /**
   * Finds the revision.
   *
   * @param number of the revision; empty for the one before
   */
  public static Undo of(Workload workload, Optional<Long> number) {
    CloneSetView cloneSet = workload.cloneSet();
    if (cloneSet.spec().bool("updateStrategy", "paused").orElse(false)) {
      throw new CommandFailure(
          "the rollout of %s is paused, so nothing would go back".formatted(cloneSet.name()),
          "Resume it first: windlass rollout resume clone/" + cloneSet.name());
    }
    RevisionView target = number.map(n -> numbered(workload, n)).orElseGet(() -> before(workload));
    boolean isOfOldPods =
        cloneSet.status().text("currentRevision").equals(Optional.of(target.name()));
    return new Undo(cloneSet, target, isOfOldPods && hasPartition(cloneSet));
  }

  private static RevisionView numbered(Workload workload, long number) {
    return workload.revisions().stream()
        .filter(revision -> revision.number() == number)
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s has no revision %d".formatted(workload.cloneSet().name(), number),
                    "See which there are: windlass rollout history clone/"
                        + workload.cloneSet().name()));
  }

  private static RevisionView before(Workload workload) {
    Optional<String> update = workload.cloneSet().status().text("updateRevision");
    return workload.revisions().reversed().stream()
        .filter(revision -> !update.equals(Optional.of(revision.name())))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    "%s has no revision to go back to".formatted(workload.cloneSet().name()),
                    "Only an update leaves one behind"));
  }

  private static boolean hasPartition(CloneSetView cloneSet) {
    return cloneSet
        .spec()
        .at("updateStrategy", "partition")
        .filter(partition -> !partition.equals(Json.of(0)))
        .isPresent();
  }

  /** Whether the CloneSet asks for that revision already. */
  public boolean isDone() {
    return cloneSet.status().text("updateRevision").equals(Optional.of(revision.name()))
        && !liftsPartition;
  }

  /** The JSON patch that does it, if the CloneSet is still the same. */
  public String patch() {
    List<Json> steps = new ArrayList<>();
    steps.add(step("test", "/metadata/uid", Json.of(cloneSet.uid())));
    steps.add(
        step(
            "replace",
            "/spec/template",
            revision.data().object("spec", "template").without("$patch")));
    if (liftsPartition) {
      steps.add(step("replace", "/spec/updateStrategy/partition", Json.of(0)));
    }
    return JsonText.canonical(Json.of(steps));
  }

  private static Json step(String verb, String path, Json value) {
    return Json.Obj.EMPTY.with("op", verb).with("path", path).with("value", value);
  }
}
