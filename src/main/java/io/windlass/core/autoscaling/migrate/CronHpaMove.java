package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.autoscaling.schedule.Begin;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Moves one CronHorizontalPodAutoscaler; used once.
 *
 * @param zone the one time zone of the CronHPA controller
 * @param hpa the HorizontalPodAutoscaler that it points to, or that scales the same workload
 * @param serving present where its kind goes on being served: what comes of it acts at once
 */
public record CronHpaMove(
    Json.Obj source,
    ZoneId zone,
    Instant now,
    Optional<Json.Obj> hpa,
    Optional<ArmedJobs> serving) {
  private static final String HELD =
      "CronHPA sets the replicas once, this holds them until the next step; where others may move"
          + " them, give bounds instead of replicas and schedulePolicy.whenNoMetrics: Free";
  private static final String IDLE =
      "no job has fired within 400 days: the count is left as it is until the first one does";
  private static final Set<String> GONE =
      Set.of("apps/v1beta1", "apps/v1beta2", "extensions/v1beta1");
  // As many as an operator allows at most: a baseline that binds nobody.
  private static final long ANY = 5000;

  /** One that points to a workload which no HPA scales. */
  public CronHpaMove(Json.Obj source, ZoneId zone, Instant now) {
    this(source, zone, now, Optional.empty());
  }

  /** One that is moved for good. */
  public CronHpaMove(Json.Obj source, ZoneId zone, Instant now, Optional<Json.Obj> hpa) {
    this(source, zone, now, hpa, Optional.empty());
  }

  /** Whether it points to an HPA, whose workload and metrics must move with it. */
  public static boolean pointsToHpa(Json.Obj source) {
    return source
        .text("spec", "scaleTargetRef", "kind")
        .equals(Optional.of("HorizontalPodAutoscaler"));
  }

  /** What became of it. */
  public Moved move() {
    Draft draft = new Draft();
    target(draft);
    Optional<HpaParts> parts = hpa.map(it -> HpaParts.of(it, draft));
    // Metrics and windows have names of their own.
    draft.names().clear();
    if (pointsToHpa(source) && hpa.isEmpty()) {
      return draft.moved(Draft.object(source, Json.Obj.EMPTY), now);
    }
    collisions().tell(draft);
    List<Json.Obj> windows = windows(draft, parts);
    Json.Obj spec =
        parts.map(it -> floors(it, windows, draft)).orElseGet(() -> steps(windows, draft));
    Json.Obj whole = spec.with("timeZone", zone.getId()).with("windows", Json.of(windows));
    Json.Obj acting = serving.isPresent() ? whole.with("mode", "Active") : whole;
    return draft.moved(Draft.object(source, acting), now);
  }

  private void target(Draft draft) {
    String apiVersion = source.text("spec", "scaleTargetRef", "apiVersion").orElse("");
    if (!apiVersion.contains("/")) {
      draft.refuse(
          "apiVersion \"%s\" names no group; CronHPA itself stops at it (TPA030)", apiVersion);
    }
    if (pointsToHpa(source) && hpa.isEmpty()) {
      draft.refuse(
          "it points to HPA %s, which is not there: its workload and metrics must move with it",
          source.text("spec", "scaleTargetRef", "name").orElse(""));
    }
  }

  private Collisions collisions() {
    List<Collisions.Firing> firings = new ArrayList<>();
    for (Json job : source.items("spec", "jobs")) {
      String name = job.text("name").orElse("job");
      long size = job.number("targetSize").orElse(-1L);
      boolean once = job.bool("runOnce").orElse(false);
      switch (CronHpaSchedule.of(job.text("schedule").orElse(""), once, zone, now)) {
        case CronHpaSchedule.Start(String cron, int second) -> {
          if (Cron.read(cron) instanceof CronReading.Understood(Cron understood)) {
            firings.add(new Collisions.Firing(name, new Begin.Each(understood), second, size));
          }
        }
        case CronHpaSchedule.At(LocalDateTime local, int second) ->
            firings.add(new Collisions.Firing(name, new Begin.Once(local), second, size));
        case CronHpaSchedule.Over _, CronHpaSchedule.Refused _ -> {}
      }
    }
    return new Collisions(firings, LocalDateTime.ofInstant(now, zone));
  }

  private Json.Obj floors(HpaParts parts, List<Json.Obj> windows, Draft draft) {
    draft.note(
        "metrics, behavior and %d..%d are those of HPA %s, which it takes over",
        parts.minReplicas(), parts.maxReplicas(), parts.name());
    boolean edited =
        windows.stream()
            .flatMap(window -> window.number("bounds", "minReplicas").stream())
            .anyMatch(size -> size == parts.minReplicas() || size == parts.maxReplicas());
    if (edited) {
      draft.note(
          "a job of CronHPA may have written %d..%d into the HPA and never takes it back: check"
              + " that these are the bounds between the jobs",
          parts.minReplicas(), parts.maxReplicas());
    }
    return parts.spec();
  }

  private Json.Obj steps(List<Json.Obj> windows, Draft draft) {
    draft.note(HELD);
    List<Long> sizes =
        windows.stream().flatMap(window -> window.number("replicas").stream()).toList();
    long least = sizes.stream().mapToLong(size -> size).min().orElse(1);
    long most = sizes.stream().mapToLong(size -> size).max().orElse(1);
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", served(draft))
            .with("mode", "DryRun")
            .with("minReplicas", Json.of(least))
            .with("maxReplicas", Json.of(Math.max(1, most)));
    if (isAnyActive(spec.with("windows", Json.of(windows)).with("timeZone", zone.getId()))) {
      return spec;
    }
    draft.note(IDLE);
    return spec.with("minReplicas", Json.of(1))
        .with("maxReplicas", Json.of(ANY))
        .with("schedulePolicy", Json.Obj.EMPTY.with("whenNoMetrics", "Free"));
  }

  /** Its target in the version that is served still. */
  private Json.Obj served(Draft draft) {
    Json.Obj target = source.object("spec", "scaleTargetRef");
    String version = target.text("apiVersion").orElse("");
    if (!GONE.contains(version)) {
      return target;
    }
    draft.note("%s is served no more: apps/v1 here", version);
    return target.with("apiVersion", "apps/v1");
  }

  private boolean isAnyActive(Json.Obj spec) {
    return !ReadAutoscaler.of(Json.Obj.EMPTY.with("spec", spec))
        .spec()
        .rules()
        .schedule()
        .active(now)
        .isEmpty();
  }

  private List<Json.Obj> windows(Draft draft, Optional<HpaParts> parts) {
    List<Json> excluded = excluded(draft);
    List<Json.Obj> windows = new ArrayList<>();
    for (Json job : source.items("spec", "jobs")) {
      String given = job.text("name").orElse("job");
      String name = draft.unique(given, "job");
      Optional<LocalDateTime> armed = serving.flatMap(it -> it.at(name, job));
      if (armed.isEmpty() && hasRun(given, job)) {
        draft.note("%s: has run, left out", given);
        continue;
      }
      long size = job.number("targetSize").orElse(-1L);
      if (size < 0) {
        draft.refuse("%s: targetSize is no number of at least 0 (TPA018)", given);
      }
      armed
          .map(CronHpaMove::once)
          .or(() -> start(job, given, draft))
          .map(window -> window.with("name", name))
          .map(window -> sized(window, Math.max(0, size), parts))
          .map(
              window ->
                  excluded.isEmpty() ? window : window.with("excludeDates", Json.of(excluded)))
          .ifPresent(windows::add);
    }
    return windows;
  }

  private static Json.Obj sized(Json.Obj window, long size, Optional<HpaParts> hpa) {
    if (hpa.isEmpty()) {
      return window.with("replicas", Json.of(size));
    }
    Json.Obj floor = Json.Obj.EMPTY.with("minReplicas", Json.of(size));
    OptionalLong most = hpa.stream().mapToLong(HpaParts::maxReplicas).findFirst();
    boolean above = most.isPresent() && size > most.getAsLong();
    return window.with("bounds", above ? floor.with("maxReplicas", Json.of(size)) : floor);
  }

  private Optional<Json.Obj> start(Json job, String name, Draft draft) {
    boolean once = job.bool("runOnce").orElse(false);
    Json.Obj step = Json.Obj.EMPTY.with("untilNext", Json.of(true));
    String schedule = job.text("schedule").orElse("");
    return switch (CronHpaSchedule.of(schedule, once, zone, now)) {
      case CronHpaSchedule.Start start -> {
        start.note().ifPresent(it -> draft.note("%s: %s", name, it));
        yield Optional.of(step.with("start", start.cron()));
      }
      case CronHpaSchedule.At(LocalDateTime local, int _) -> Optional.of(once(local));
      case CronHpaSchedule.Over(String note) -> {
        draft.note("%s: %s, left out", name, note);
        yield Optional.empty();
      }
      case CronHpaSchedule.Refused(String why) -> {
        draft.refuse("%s: %s", name, why);
        yield Optional.empty();
      }
    };
  }

  private static Json.Obj once(LocalDateTime local) {
    return Json.Obj.EMPTY.with("untilNext", Json.of(true)).with("at", local.withNano(0).toString());
  }

  static boolean isOnce(Json job) {
    return job.bool("runOnce").orElse(false) || job.text("schedule").orElse("").contains("@date ");
  }

  private boolean hasRun(String name, Json job) {
    return isOnce(job)
        && source.items("status", "conditions").stream()
            .filter(it -> it.text("name").equals(Optional.of(name)))
            .filter(it -> it.at("schedule").or(() -> job.at("schedule")).equals(job.at("schedule")))
            .anyMatch(it -> Set.of("Succeed", "Failed").contains(it.text("state").orElse("")));
  }

  private List<Json> excluded(Draft draft) {
    List<Json> excluded = new ArrayList<>();
    for (Json item : source.items("spec", "excludeDates")) {
      String text = item.text().orElse("");
      List<Json> dates = ExcludedDate.of(text);
      excluded.addAll(dates);
      if (dates.isEmpty()) {
        draft.refuse("excludeDates \"%s\": neither days of the year nor of the week", text);
      } else if (!ExcludedDate.isWholeDay(text)) {
        draft.note("excludeDates \"%s\": the whole day is left out", text);
      }
    }
    return excluded;
  }
}
