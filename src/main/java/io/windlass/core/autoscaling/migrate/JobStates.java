package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The status of a CronHPA in its own fields, one condition for each job in the order of the spec.
 * {@code Submitted} waits, {@code Succeed} has brought the workload to its size, {@code Failed}
 * could not; a run that an excluded date leaves out is none.
 *
 * @param autoscaler what came of it
 * @param refusal why nothing did
 */
record JobStates(
    Json.Obj source, Optional<Json.Obj> autoscaler, Optional<String> refusal, Instant now) {
  private static final String FAILED = "cron hpa failed to execute, because of ";
  private static final String SKIPPED = "skip scaling activity, because of excludeDates";
  // Conditions of a TimedPodAutoscaler, and the word that means trouble.
  private static final Map<String, String> TROUBLES =
      Map.of(
          "Valid", "False", "TargetFound", "False", "AbleToScale", "False", "Conflicted", "True");

  private record State(String word, Instant probed, String message) {}

  Json.Obj status() {
    Draft names = new Draft();
    List<Json> conditions = new ArrayList<>();
    for (Json job : source.items("spec", "jobs")) {
      String window = names.unique(job.text("name").orElse("job"), "job");
      conditions.add(condition(job, window));
    }
    return Json.Obj.EMPTY
        .with("scaleTargetRef", source.object("spec", "scaleTargetRef"))
        .with("excludeDates", Json.of(source.items("spec", "excludeDates")))
        .with("conditions", Json.of(conditions));
  }

  /** The conditions of a status that say something new, and are worth an Event. */
  List<Json> news(Json.Obj status) {
    return status.items("conditions").stream()
        .filter(it -> !it.text("state").equals(Optional.of("Submitted")))
        .filter(it -> !source.items("status", "conditions").contains(it))
        .toList();
  }

  private Json condition(Json job, String window) {
    State state = state(job, window);
    String id = source.text("metadata", "uid").orElse("") + "/" + window;
    return Json.Obj.EMPTY
        .with("name", job.text("name").orElse(""))
        .with("jobId", UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString())
        .with("schedule", job.text("schedule").orElse(""))
        .with("targetSize", Json.of(job.number("targetSize").orElse(0L)))
        .with("runOnce", Json.of(job.bool("runOnce").orElse(false)))
        .with("state", state.word())
        .with("lastProbeTime", Timestamps.text(state.probed()))
        .with("message", state.message());
  }

  private State state(Json job, String window) {
    Optional<State> before = before(job);
    if (refusal.isPresent()) {
      return since(before, "Failed", FAILED + refusal.get());
    }
    Optional<Json> stands = stands(window);
    return switch (stands.flatMap(it -> it.text("state")).orElse("")) {
      case "Active" -> active(job, stands.flatMap(it -> it.text("since")), before);
      case "Excluded" -> since(before, "Submitted", SKIPPED);
      default ->
          before
              .filter(it -> it.word().equals("Succeed"))
              .orElseGet(() -> since(before, "Submitted", ""));
    };
  }

  private State active(Json job, Optional<String> since, Optional<State> before) {
    Instant fired = since.flatMap(Timestamps::parse).orElse(now);
    Optional<String> trouble = trouble();
    if (trouble.isPresent()) {
      return new State("Failed", fired, FAILED + trouble.get());
    }
    // Told once for each firing: metrics may move the count afterwards.
    Optional<State> told =
        before.filter(it -> it.word().equals("Succeed") && it.probed().equals(fired));
    if (told.isPresent()) {
      return told.get();
    }
    Json.Obj status = autoscaler.map(it -> it.object("status")).orElse(Json.Obj.EMPTY);
    Optional<Long> current = status.number("currentReplicas");
    Optional<Long> desired = status.number("desiredReplicas");
    Optional<Long> applied = status.number("lastApplied", "replicas");
    return desired.isPresent() && (desired.equals(current) || desired.equals(applied))
        ? new State("Succeed", fired, succeeded(job, current.orElse(0L)))
        : since(before, "Submitted", "");
  }

  private static String succeeded(Json job, long current) {
    return "cron hpa job %s executed successfully. current replicas:%d, desired replicas:%d."
        .formatted(job.text("name").orElse(""), current, job.number("targetSize").orElse(0L));
  }

  private Optional<String> trouble() {
    return autoscaler.stream()
        .flatMap(it -> it.items("status", "conditions").stream())
        .filter(
            it ->
                it.text("status")
                    .equals(Optional.ofNullable(TROUBLES.get(it.text("type").orElse("")))))
        .flatMap(it -> it.text("message").stream())
        .findFirst();
  }

  private Optional<Json> stands(String window) {
    return autoscaler.stream()
        .flatMap(it -> it.items("status", "windows").stream())
        .filter(it -> it.text("name").equals(Optional.of(window)))
        .findFirst();
  }

  /** What the status says of a job that is the same still. */
  private Optional<State> before(Json job) {
    return source.items("status", "conditions").stream()
        .filter(
            it ->
                Stream.of("name", "schedule", "targetSize")
                    .allMatch(field -> it.at(field).equals(job.at(field))))
        .findFirst()
        .map(
            it ->
                new State(
                    it.text("state").orElse(""),
                    it.text("lastProbeTime").flatMap(Timestamps::parse).orElse(now),
                    it.text("message").orElse("")));
  }

  /** A state since it began, or since now. */
  private State since(Optional<State> before, String word, String message) {
    return before
        .filter(it -> it.word().equals(word) && it.message().equals(message))
        .orElseGet(() -> new State(word, now, message));
  }
}
