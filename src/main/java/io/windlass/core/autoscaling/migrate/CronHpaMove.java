package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Moves one CronHorizontalPodAutoscaler that points to a workload; used once. */
public record CronHpaMove(Json.Obj source, ZoneId zone, Instant now) {
  private static final String HELD =
      "CronHPA sets the replicas once, this holds them until the next step";

  /** What became of it. */
  public Moved move() {
    List<String> notes = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    Json.Obj target = source.object("spec", "scaleTargetRef");
    String apiVersion = target.text("apiVersion").orElse("");
    if (!apiVersion.contains("/")) {
      refusals.add(
          "apiVersion \"%s\" names no group; CronHPA itself stops at it".formatted(apiVersion));
    }
    if (target.text("kind").equals(Optional.of("HorizontalPodAutoscaler"))) {
      refusals.add(
          "it points to an HPA, whose metrics and bounds must move with it: not moved yet");
    }
    List<Json> excluded = excluded(notes, refusals);
    List<Json.Obj> windows = windows(excluded, notes, refusals);
    notes.add(HELD);
    Json.Obj object = object(target, windows);
    if (refusals.isEmpty()) {
      Checks.ofDocument(ReadAutoscaler.of(object), now).stream()
          .filter(Finding::rejects)
          .forEach(finding -> refusals.add(finding.toString()));
    }
    return new Moved(object, notes, refusals);
  }

  private Json.Obj object(Json.Obj target, List<Json.Obj> windows) {
    List<Long> sizes =
        windows.stream().flatMap(window -> window.number("replicas").stream()).toList();
    long least = sizes.stream().mapToLong(size -> size).min().orElse(1);
    long most = sizes.stream().mapToLong(size -> size).max().orElse(1);
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", target)
            .with("mode", "DryRun")
            .with("timeZone", zone.getId())
            .with("minReplicas", Json.of(least))
            .with("maxReplicas", Json.of(Math.max(1, most)))
            .with("windows", Json.of(windows));
    Json.Obj metadata = Json.Obj.EMPTY.with("name", source.text("metadata", "name").orElse(""));
    Optional<String> namespace = source.text("metadata", "namespace");
    return Json.Obj.EMPTY
        .with("apiVersion", "autoscaling.windlass.io/v1alpha1")
        .with("kind", "TimedPodAutoscaler")
        .with("metadata", namespace.map(it -> metadata.with("namespace", it)).orElse(metadata))
        .with("spec", spec);
  }

  private List<Json.Obj> windows(List<Json> excluded, List<String> notes, List<String> refusals) {
    List<Json.Obj> windows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Json job : source.items("spec", "jobs")) {
      String given = job.text("name").orElse("job");
      if (isDone(given, job)) {
        notes.add(given + ": has run, left out");
        continue;
      }
      String name = unique(given, names, notes);
      long size = job.number("targetSize").orElse(-1L);
      if (size < 0) {
        refusals.add("%s: targetSize is no number of at least 0 (TPA018)".formatted(given));
      }
      start(job, given, notes, refusals)
          .map(window -> window.with("name", name).with("replicas", Json.of(Math.max(0, size))))
          .map(
              window ->
                  excluded.isEmpty() ? window : window.with("excludeDates", Json.of(excluded)))
          .ifPresent(windows::add);
    }
    return windows;
  }

  private Optional<Json.Obj> start(
      Json job, String name, List<String> notes, List<String> refusals) {
    boolean once = job.bool("runOnce").orElse(false);
    Json.Obj step = Json.Obj.EMPTY.with("untilNext", Json.of(true));
    String schedule = job.text("schedule").orElse("");
    return switch (CronHpaSchedule.of(schedule, once, zone, now)) {
      case CronHpaSchedule.Start(String cron, Optional<String> note) -> {
        note.ifPresent(it -> notes.add(name + ": " + it));
        yield Optional.of(step.with("start", cron));
      }
      case CronHpaSchedule.At(var local) -> Optional.of(step.with("at", local.withNano(0) + ""));
      case CronHpaSchedule.Over(String note) -> {
        notes.add("%s: %s, left out".formatted(name, note));
        yield Optional.empty();
      }
      case CronHpaSchedule.Refused(String why) -> {
        refusals.add(name + ": " + why);
        yield Optional.empty();
      }
    };
  }

  private boolean isDone(String name, Json job) {
    return job.bool("runOnce").orElse(false)
        && source.items("status", "conditions").stream()
            .filter(it -> it.text("name").equals(Optional.of(name)))
            .anyMatch(it -> Set.of("Succeed", "Failed").contains(it.text("state").orElse("")));
  }

  private static String unique(String given, Set<String> names, List<String> notes) {
    String label =
        given.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String base = label.isEmpty() ? "job" : label;
    String name = base;
    for (int number = 2; !names.add(name); number++) {
      name = base + "-" + number;
    }
    if (!name.equals(base)) {
      notes.add("%s: two jobs of that name, the second is now %s".formatted(given, name));
    }
    return name;
  }

  private List<Json> excluded(List<String> notes, List<String> refusals) {
    List<Json> excluded = new ArrayList<>();
    for (Json item : source.items("spec", "excludeDates")) {
      String text = item.text().orElse("");
      Optional<Json> dates = ExcludedDate.of(text);
      dates.ifPresent(excluded::add);
      if (dates.isEmpty()) {
        refusals.add(
            "excludeDates \"%s\": neither a day of the year nor one of the week".formatted(text));
      } else if (!text.strip().startsWith("* * *")) {
        notes.add("excludeDates \"%s\": the whole day is left out".formatted(text));
      }
    }
    return excluded;
  }
}
