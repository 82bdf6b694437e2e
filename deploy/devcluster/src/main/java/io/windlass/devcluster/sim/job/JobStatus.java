package io.windlass.devcluster.sim.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Timestamps;
import io.windlass.devcluster.sim.workload.Conditions;
import io.windlass.devcluster.sim.workload.Conditions.Says;
import io.windlass.devcluster.sim.workload.PodSight;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A Job's status, from step to step. Pure. */
final class JobStatus {
  private static final String SUSPENDED = "Suspended";
  private static final String PROBED = "lastProbeTime";

  private final ObjectNode status;
  private final Instant now;

  JobStatus(JsonNode before, Instant now) {
    this.status = before.isObject() ? before.deepCopy() : JsonNodeFactory.instance.objectNode();
    this.now = now;
  }

  ObjectNode document() {
    return status;
  }

  /** Whether it has ended, and when. */
  static Optional<Instant> ended(JsonNode status) {
    for (JsonNode condition : status.path("conditions")) {
      boolean holds = condition.path("status").asText().equals("True");
      String type = condition.path("type").asText();
      if (holds && (type.equals("Complete") || type.equals("Failed"))) {
        return Meta.moment(condition.path("lastTransitionTime"));
      }
    }
    return Optional.empty();
  }

  /** What has been decided of it before all its pods were gone. */
  static Optional<Says> verdict(JsonNode status) {
    for (JsonNode c : status.path("conditions")) {
      String type = c.path("type").asText();
      if (type.equals(JobPlan.SUCCEEDED) || type.equals(JobPlan.FAILED)) {
        return Optional.of(
            new Says(type, "True", c.path("reason").asText(), c.path("message").asText()));
      }
    }
    return Optional.empty();
  }

  /** Begins, suspends or resumes; the answer is the reason if that is news. */
  Optional<String> run(boolean suspended) {
    Conditions conditions = Conditions.of(status, now);
    boolean was = conditions.holds(SUSPENDED);
    Optional<String> news = Optional.empty();
    if (suspended && !was) {
      conditions.say(new Says(SUSPENDED, "True", "JobSuspended", "Job suspended"), PROBED);
      news = Optional.of("Suspended");
    } else if (!suspended && was) {
      conditions.say(new Says(SUSPENDED, "False", "JobResumed", "Job resumed"), PROBED);
      status.put("startTime", Timestamps.text(now));
      news = Optional.of("Resumed");
    }
    if (suspended) {
      status.remove("startTime");
    } else if (!status.has("startTime")) {
      status.put("startTime", Timestamps.text(now));
    }
    conditions.into(status);
    return news;
  }

  /** Notes pods whose end is about to be counted. */
  void noteUncounted(JobTally.Fresh fresh) {
    ObjectNode uncounted = status.putObject("uncountedTerminatedPods");
    put(uncounted, "succeeded", fresh.succeeded());
    put(uncounted, "failed", fresh.failed());
  }

  private static void put(ObjectNode uncounted, String field, List<PodSight> pods) {
    if (!pods.isEmpty()) {
      var list = uncounted.putArray(field);
      pods.forEach(pod -> list.add(pod.uid()));
    }
  }

  /** Counts. */
  void count(JobSpec spec, JobTally tally) {
    status.putObject("uncountedTerminatedPods");
    put("active", tally.active().size());
    put("succeeded", tally.succeeded());
    put("failed", tally.failed());
    status.put("ready", tally.ready());
    status.put("terminating", tally.terminating());
    if (spec.indexed() && !tally.done().isEmpty()) {
      status.put("completedIndexes", IndexRanges.text(tally.done()));
    }
  }

  /** Says why it is over, and once no pod is left that it has ended. */
  void conclude(Says verdict, boolean podsLeft) {
    Conditions conditions = Conditions.of(status, now);
    conditions.say(verdict, PROBED);
    if (!podsLeft) {
      boolean succeeded = verdict.type().equals(JobPlan.SUCCEEDED);
      String type = succeeded ? "Complete" : "Failed";
      conditions.say(new Says(type, "True", verdict.reason(), verdict.message()), PROBED);
      if (succeeded) {
        status.put("completionTime", Timestamps.text(now));
      }
    }
    conditions.into(status);
  }

  private void put(String field, int number) {
    if (number > 0) {
      status.put(field, number);
    } else {
      status.remove(field);
    }
  }
}
