package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Moves one KEDA ScaledObject: its cron triggers become windows, its cpu and memory triggers
 * metrics. Used once.
 */
public record KedaMove(Json.Obj source, Instant now) {
  private static final String CUT =
      "minReplicaCount 0: KEDA would cut a busy workload to 0 when the last cron ends (its issue"
          + " 6057); here the load keeps it up until it falls";
  private static final String LATE =
      "%s is not needed: a window ends to the second, and release lets its floor go down slowly";

  /** What became of it. */
  public Moved move() {
    Draft draft = new Draft();
    List<KedaTrigger> triggers =
        source.items("spec", "triggers").stream().map(it -> KedaTrigger.of(it, draft)).toList();
    List<KedaTrigger.Cron> crons = only(triggers, KedaTrigger.Cron.class);
    List<KedaTrigger.Metric> metrics = only(triggers, KedaTrigger.Metric.class);
    if (triggers.isEmpty()) {
      draft.refuse("it has no triggers");
    }
    refusals(draft);
    long max = source.number("spec", "maxReplicaCount").orElse(100L);
    Json.Obj spec = spec(draft, metrics, crons, max);
    notes(draft, !metrics.isEmpty() && !crons.isEmpty());
    return draft.moved(Draft.object(source, spec), now);
  }

  private Json.Obj spec(
      Draft draft, List<KedaTrigger.Metric> metrics, List<KedaTrigger.Cron> crons, long max) {
    List<Json.Obj> windows = new ArrayList<>();
    // Windows and metrics have names of their own.
    Draft named = new Draft(draft.notes(), draft.refusals(), new HashSet<>());
    crons.forEach(cron -> windows.add(cron.window(named, least(), max)));
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", target())
            .with("mode", "DryRun")
            .with("minReplicas", Json.of(baseline(metrics.isEmpty(), draft)))
            .with("maxReplicas", Json.of(max))
            .with("windows", Json.of(windows));
    if (crons.size() > 1) {
      spec = spec.with("overlap", "Widest");
    }
    if (!metrics.isEmpty()) {
      spec = spec.with("metrics", Json.of(metrics.stream().map(it -> it.metric(draft)).toList()));
    }
    Optional<Json> behavior =
        source.at("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior");
    return behavior.isPresent() ? spec.with("behavior", behavior.get()) : spec;
  }

  private Json.Obj target() {
    Json.Obj given = source.object("spec", "scaleTargetRef");
    return Json.Obj.EMPTY
        .with("apiVersion", given.text("apiVersion").orElse("apps/v1"))
        .with("kind", given.text("kind").orElse("Deployment"))
        .with("name", given.text("name").orElse(""));
  }

  private long least() {
    return source.number("spec", "minReplicaCount").orElse(0L);
  }

  /** Outside every cron: what KEDA idles at, or its minimum. */
  private long baseline(boolean onlyTime, Draft draft) {
    Optional<Long> idle = source.number("spec", "idleReplicaCount");
    if (idle.isPresent() && !onlyTime) {
      draft.refuse(
          "idleReplicaCount %d beside cpu or memory: there is no idle count here, give the floor"
              + " that is meant",
          idle.get());
    }
    return idle.orElse(least());
  }

  private void refusals(Draft draft) {
    if (source.at("spec", "advanced", "scalingModifiers", "formula").isPresent()) {
      draft.refuse("advanced.scalingModifiers: formulas are not supported, the largest wins here");
    }
  }

  private void notes(Draft draft, boolean mixed) {
    if (mixed && least() == 0) {
      draft.note(CUT);
    }
    for (String field : List.of("cooldownPeriod", "pollingInterval", "initialCooldownPeriod")) {
      if (source.number("spec", field).isPresent()) {
        draft.note(LATE, field);
      }
    }
    if (source.at("spec", "fallback").isPresent()) {
      draft.note("fallback is left out: KEDA has none for cron, cpu and memory");
    }
    source.object("metadata", "annotations").fields().keySet().stream()
        .filter(key -> key.startsWith("autoscaling.keda.sh/"))
        .forEach(key -> draft.note("annotation %s is left out: use mode or suspend", key));
  }

  private static <T> List<T> only(List<KedaTrigger> triggers, Class<T> type) {
    return triggers.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
