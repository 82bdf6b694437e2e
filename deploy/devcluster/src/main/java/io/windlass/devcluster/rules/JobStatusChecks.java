package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the status of a Job must be, and how it may change; some of it is looked at only when it
 * changes. Stateless. Source: the validation of {@code jobs/status} of Kubernetes 1.32.
 */
final class JobStatusChecks {
  private static final List<String> COUNTS =
      List.of("active", "succeeded", "failed", "ready", "terminating");

  private final At job;
  private final At status;
  private final JsonNode before;
  private final FaultList faults;

  private JobStatusChecks(At job, JsonNode before, FaultList faults) {
    this.job = job;
    this.status = job.field("status");
    this.before = before;
    this.faults = faults;
  }

  static void validate(At job, JsonNode before, FaultList faults) {
    JobStatusChecks checks = new JobStatusChecks(job, before, faults);
    CountRules.notNegative(checks.status, COUNTS, faults);
    checks.conditions();
    checks.times();
    checks.ended();
    checks.indexes();
    checks.counters();
  }

  private boolean is(String type) {
    return holds(job.value(), type);
  }

  private boolean was(String type) {
    return holds(before, type);
  }

  private static boolean holds(JsonNode job, String type) {
    return job.at("/status/conditions")
        .valueStream()
        .anyMatch(
            c -> c.path("type").asText().equals(type) && c.path("status").asText().equals("True"));
  }

  private boolean turned(String... types) {
    return List.of(types).stream().anyMatch(type -> is(type) != was(type));
  }

  private boolean changed(String field) {
    return !status.value().path(field).equals(before.path("status").path(field));
  }

  private void conditions() {
    refuse(is("Complete") && is("Failed") && turned("Complete", "Failed"));
    refuse(is("Complete") && is("FailureTarget") && turned("Complete", "FailureTarget"));
    refuse(is("Failed") && !is("FailureTarget") && (turned("Failed") || changed("failedIndexes")));
    boolean met = is("SuccessCriteriaMet");
    refuse(is("Complete") && !met && turned("Complete", "SuccessCriteriaMet"));
    refuse(met && (is("Failed") || is("FailureTarget")));
    refuse(job.field("spec").field("successPolicy").isSet() && !met && is("Complete"));
    for (String type : List.of("Failed", "Complete", "FailureTarget", "SuccessCriteriaMet")) {
      refuse(was(type) && !is(type));
    }
    refuse(was("Complete") && !was("SuccessCriteriaMet") && met);
  }

  // All of them are told at the list.
  private void refuse(boolean wrong) {
    if (wrong) {
      faults.invalid(status.field("conditions"), "these conditions do not go together");
    }
  }

  private void times() {
    At start = status.field("startTime");
    At end = status.field("completionTime");
    if (turned("Complete") || changed("completionTime")) {
      if (end.isSet() && !is("Complete")) {
        faults.invalid(end, "cannot set completionTime when there is no Complete=True condition");
      } else if (!end.isSet() && is("Complete")) {
        faults.required(end, "completionTime is required for Complete jobs");
      }
    }
    boolean both = start.isSet() && end.isSet();
    if (both && (changed("startTime") || changed("completionTime"))) {
      if (end.text().compareTo(start.text()) < 0) {
        faults.invalid(end, "completionTime cannot be set before startTime");
      }
    }
    if (end.isSet() && before.path("status").has("completionTime") && changed("completionTime")) {
      faults.invalid(end, "completionTime cannot be mutated");
    }
    boolean suspended = job.field("spec").field("suspend").value().asBoolean();
    if (before.path("status").has("startTime") && changed("startTime") && !suspended) {
      faults.required(start, "startTime cannot be removed for unsuspended job");
    }
  }

  private void ended() {
    if (!is("Complete") && !is("Failed")) {
      return;
    }
    boolean now = turned("Complete") != turned("Failed");
    At active = status.field("active");
    if (active.value().asLong() > 0 && (now || changed("active"))) {
      faults.invalid(active, "active>0 is invalid for finished job");
    }
    At terminating = status.field("terminating");
    if (terminating.value().asLong() > 0 && (now || changed("terminating"))) {
      faults.invalid(terminating, "terminating>0 is invalid for finished job");
    }
    JsonNode spec = job.field("spec").value();
    boolean nothing = spec.path("suspend").asBoolean() && spec.path("completions").asInt(1) == 0;
    if (!status.field("startTime").isSet() && (now || changed("startTime")) && !nothing) {
      faults.required(status.field("startTime"), "startTime is required for finished job");
    }
    At uncounted = status.field("uncountedTerminatedPods");
    boolean some = !uncounted.value().isEmpty();
    if (some && (now || changed("uncountedTerminatedPods"))) {
      faults.invalid(uncounted, "uncountedTerminatedPods needs to be empty for finished job");
    }
  }

  private void indexes() {
    At spec = job.field("spec");
    long completions = spec.field("completions").value().asLong();
    At completed = status.field("completedIndexes");
    At failed = status.field("failedIndexes");
    boolean counted = spec.field("completions").isSet();
    if (changed("completedIndexes") && !completed.isBlank()) {
      if (counted && JobPolicyChecks.indexes(completed.text(), completions).isEmpty()) {
        faults.invalid(completed, "error parsing completedIndexes");
      }
      if (!spec.field("completionMode").text().equals("Indexed")) {
        faults.invalid(
            completed, "cannot set non-empty completedIndexes when non-indexed completion mode");
      }
    }
    if (changed("failedIndexes") && failed.isSet()) {
      if (!spec.field("backoffLimitPerIndex").isSet()) {
        faults.invalid(
            failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
      } else if (counted && JobPolicyChecks.indexes(failed.text(), completions).isEmpty()) {
        faults.invalid(failed, "error parsing failedIndexes");
      }
    }
  }

  private void counters() {
    JsonNode old = before.path("status");
    At failed = status.field("failed");
    if (failed.value().asLong() < old.path("failed").asLong()) {
      faults.invalid(failed, "cannot decrease the failed counter");
    }
    JsonNode spec = job.field("spec").value();
    boolean elastic =
        spec.path("completionMode").asText().equals("Indexed")
            && spec.path("completions").equals(spec.path("parallelism"));
    At succeeded = status.field("succeeded");
    if (!elastic && succeeded.value().asLong() < old.path("succeeded").asLong()) {
      faults.invalid(succeeded, "cannot decrease the succeeded counter");
    }
    At ready = status.field("ready");
    boolean moved = changed("ready") || changed("active");
    if (moved && ready.value().asLong() > status.field("active").value().asLong()) {
      faults.invalid(ready, "cannot set more ready pods than active");
    }
  }
}
