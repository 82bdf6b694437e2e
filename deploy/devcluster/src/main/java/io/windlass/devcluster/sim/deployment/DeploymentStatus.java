package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.workload.Conditions;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a Deployment's status says, and whether its rollout gets on. Pure: the status before, the
 * sets and the time in, the status out.
 */
final class DeploymentStatus {
  static final String PROGRESSING = "Progressing";
  static final String UPDATED = "lastUpdateTime";
  private static final String COMPLETE = "NewReplicaSetAvailable";
  private static final String TIMED_OUT = "ProgressDeadlineExceeded";

  private final ObjectNode deployment;
  private final JsonNode before;
  private final Strategy strategy;
  private final Instant now;

  /**
   * @param before the status that the next one follows
   */
  DeploymentStatus(ObjectNode deployment, JsonNode before, Instant now) {
    this.deployment = deployment;
    this.before = before;
    this.strategy = Strategy.of(deployment.path("spec"));
    this.now = now;
  }

  /** The counts and {@code Available}; the other conditions stay. */
  ObjectNode counted(Optional<RevisionSet> current, List<RevisionSet> old) {
    List<RevisionSet> all = new ArrayList<>(old);
    current.ifPresent(all::add);
    int available = RevisionSet.sum(all, s -> s.counts().available());
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("observedGeneration", deployment.at("/metadata/generation").asLong());
    count(status, "replicas", RevisionSet.sum(all, s -> s.counts().replicas()));
    count(status, "updatedReplicas", current.map(s -> s.counts().replicas()).orElse(0));
    count(status, "readyReplicas", RevisionSet.sum(all, s -> s.counts().ready()));
    count(status, "availableReplicas", available);
    int missing = RevisionSet.sum(all, RevisionSet::desired) - available;
    count(status, "unavailableReplicas", Math.max(0, missing));
    if (before.has("collisionCount")) {
      status.set("collisionCount", before.path("collisionCount"));
    }
    Conditions conditions = Conditions.of(before, now);
    conditions.say(availability(available), UPDATED);
    conditions.into(status);
    return status;
  }

  /**
   * The same, with how the rollout gets on.
   *
   * @param failure the condition {@code ReplicaFailure} of one of the sets, if one has it
   */
  ObjectNode progressed(
      Optional<RevisionSet> current, List<RevisionSet> old, Optional<JsonNode> failure) {
    ObjectNode status = counted(current, old);
    Conditions conditions = Conditions.of(status, now);
    if (!hasDeadline()) {
      conditions.remove(PROGRESSING);
    } else if (!isCompleteAlready(status)) {
      judge(status, conditions, subject(current));
    }
    failure.ifPresentOrElse(
        said -> conditions.say(failureOf(said), UPDATED),
        () -> conditions.remove("ReplicaFailure"));
    conditions.into(status);
    return status;
  }

  /** Whether all replicas are new and available, and no old pods are left. */
  boolean isComplete(JsonNode status) {
    return status.path("updatedReplicas").asInt() == strategy.replicas()
        && status.path("replicas").asInt() == strategy.replicas()
        && status.path("availableReplicas").asInt() == strategy.replicas()
        && status.path("observedGeneration").asLong()
            >= deployment.at("/metadata/generation").asLong();
  }

  /** When the rollout will be overdue if nothing happens. */
  Optional<Instant> deadline(JsonNode status) {
    Optional<ObjectNode> condition = Conditions.of(status, now).find(PROGRESSING);
    boolean waits =
        hasDeadline()
            && !isComplete(status)
            && condition.filter(c -> !c.path("reason").asText().equals(TIMED_OUT)).isPresent();
    return waits
        ? condition.map(c -> overdue(c).plusSeconds(1)).filter(at -> at.isAfter(now))
        : Optional.empty();
  }

  boolean hasDeadline() {
    JsonNode seconds = deployment.at("/spec/progressDeadlineSeconds");
    return seconds.isNumber() && seconds.asInt() != Integer.MAX_VALUE;
  }

  /** What is to be said of a Deployment that was paused or resumed, if that is news. */
  Optional<Says> pausing() {
    Conditions conditions = Conditions.of(before, now);
    String reason = conditions.reason(PROGRESSING);
    boolean paused = deployment.at("/spec/paused").asBoolean();
    boolean told = reason.equals("DeploymentPaused");
    if (!hasDeadline() || reason.equals(TIMED_OUT) || paused == told) {
      return Optional.empty();
    }
    return Optional.of(
        paused
            ? new Says(PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused")
            : new Says(PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed"));
  }

  private Says availability(int available) {
    return available >= strategy.minAvailable()
        ? new Says(
            "Available", "True", "MinimumReplicasAvailable", "Deployment has minimum availability.")
        : new Says(
            "Available",
            "False",
            "MinimumReplicasUnavailable",
            "Deployment does not have minimum availability.");
  }

  // A finished rollout is not judged again: pods that fail later are no lack of progress.
  private boolean isCompleteAlready(JsonNode status) {
    boolean onlyNew = status.path("replicas").asInt() == status.path("updatedReplicas").asInt();
    return onlyNew && Conditions.of(before, now).reason(PROGRESSING).equals(COMPLETE);
  }

  private void judge(JsonNode status, Conditions conditions, String subject) {
    if (isComplete(status)) {
      String message = subject + " has successfully progressed.";
      conditions.say(new Says(PROGRESSING, "True", COMPLETE, message), UPDATED);
    } else if (hasProgressed(status)) {
      String message = subject + " is progressing.";
      conditions.renew(new Says(PROGRESSING, "True", "ReplicaSetUpdated", message), UPDATED);
    } else if (hasTimedOut(conditions)) {
      String message = subject + " has timed out progressing.";
      conditions.say(new Says(PROGRESSING, "False", TIMED_OUT, message), UPDATED);
    }
  }

  private boolean hasProgressed(JsonNode status) {
    return rises(status, "updatedReplicas")
        || oldReplicas(status) < oldReplicas(before)
        || rises(status, "readyReplicas")
        || rises(status, "availableReplicas");
  }

  private boolean rises(JsonNode status, String count) {
    return status.path(count).asInt() > before.path(count).asInt();
  }

  private static int oldReplicas(JsonNode status) {
    return status.path("replicas").asInt() - status.path("updatedReplicas").asInt();
  }

  private boolean hasTimedOut(Conditions conditions) {
    String reason = conditions.reason(PROGRESSING);
    return reason.equals(TIMED_OUT)
        || (!reason.equals(COMPLETE)
            && conditions.find(PROGRESSING).filter(c -> overdue(c).isBefore(now)).isPresent());
  }

  private Instant overdue(JsonNode condition) {
    Duration allowed = Duration.ofSeconds(deployment.at("/spec/progressDeadlineSeconds").asLong());
    return Meta.moment(condition.path(UPDATED)).orElse(now).plus(allowed);
  }

  private String subject(Optional<RevisionSet> current) {
    return current
        .map(set -> "ReplicaSet \"%s\"".formatted(set.name()))
        .orElseGet(() -> "Deployment \"%s\"".formatted(Meta.of(deployment).key().name()));
  }

  private static Says failureOf(JsonNode said) {
    return new Says(
        "ReplicaFailure",
        said.path("status").asText(),
        said.path("reason").asText(),
        said.path("message").asText());
  }

  private static void count(ObjectNode status, String field, int number) {
    if (number != 0) {
      status.put(field, number);
    }
  }
}
