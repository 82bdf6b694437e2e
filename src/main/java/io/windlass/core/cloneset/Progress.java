package io.windlass.core.cloneset;

import io.windlass.core.model.Condition.Status;
import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import io.windlass.core.plan.Conditions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a rollout gets on that has a deadline, as the condition {@code Progressing}. Reasons, words
 * and their order are OpenKruise's. The clock starts when a rollout does, and anew with each
 * progress: OpenKruise's runs on from the last change of the reason, however long ago that was. A
 * deadline that was exceeded stays exceeded, also by another template, until the pods are available
 * or the rollout rests.
 *
 * @param before the status as it is stored
 * @param paused whether somebody paused the rollout
 * @param replicas how many pods are wanted
 */
record Progress(Json.Obj before, boolean paused, int replicas, Duration deadline) {
  private static final String EXCEEDED = "ProgressDeadlineExceeded";
  private static final String UPDATED = "CloneSetUpdated";

  /**
   * The condition of a status that has its counters.
   *
   * @param conditions of that status; the condition itself is still as it was
   */
  Conditions report(Conditions conditions) {
    Json.Obj status = conditions.status();
    if (isAvailable(status)) {
      return tell(conditions, Status.TRUE, "CloneSetAvailable", "CloneSet is available");
    }
    if (paused) {
      return tell(conditions, Status.TRUE, "CloneSetPaused", "CloneSet is paused");
    }
    if (isWhereThePartitionHoldsIt(status)) {
      return tell(
          conditions,
          Status.TRUE,
          "ProgressPartitionAvailable",
          "CloneSet has been paused due to partition ready");
    }
    if (conditions.reason(Conditions.PROGRESSING).equals(EXCEEDED)) {
      return conditions;
    }
    if (endsAt(conditions).filter(end -> end.isBefore(conditions.now())).isPresent()
        && !isProgress(status)) {
      String revision = status.text("updateRevision").orElse("");
      return tell(
          conditions,
          Status.FALSE,
          EXCEEDED,
          "CloneSet revision " + revision + " has timed out progressing");
    }
    Conditions told = tell(conditions, Status.TRUE, UPDATED, "CloneSet is progressing");
    return isProgress(status) ? told.renew(Conditions.PROGRESSING) : told;
  }

  /** When the deadline of a rollout that was reported ends; empty if no clock runs. */
  Optional<Instant> endsAt(Conditions reported) {
    return reported.reason(Conditions.PROGRESSING).equals(UPDATED)
        ? reported
            .text(Conditions.PROGRESSING, "lastUpdateTime")
            .flatMap(Timestamps::parse)
            .map(since -> since.plus(deadline))
        : Optional.empty();
  }

  // The words of an exceeded deadline name the revision that exceeded it.
  private static Conditions tell(
      Conditions conditions, Status value, String reason, String message) {
    return conditions.reason(Conditions.PROGRESSING).equals(reason)
        ? conditions
        : conditions.set(Conditions.PROGRESSING, value, reason, message);
  }

  private boolean isAvailable(Json.Obj status) {
    return status.text("currentRevision").equals(status.text("updateRevision"))
        && count(status, "replicas") == replicas
        && count(status, "updatedReplicas") == replicas
        && count(status, "updatedAvailableReplicas") == replicas;
  }

  private boolean isWhereThePartitionHoldsIt(Json.Obj status) {
    long expected = count(status, "expectedUpdatedReplicas");
    return expected < replicas && expected <= count(status, "updatedAvailableReplicas");
  }

  private boolean isProgress(Json.Obj status) {
    return count(status, "observedGeneration") != count(before, "observedGeneration")
        || count(status, "updatedReplicas") != count(before, "updatedReplicas")
        || count(status, "readyReplicas") > count(before, "readyReplicas")
        || count(status, "updatedReadyReplicas") > count(before, "updatedReadyReplicas")
        || count(status, "updatedAvailableReplicas") > count(before, "updatedAvailableReplicas");
  }

  private static long count(Json.Obj status, String field) {
    return status.number(field).orElse(0L);
  }
}
