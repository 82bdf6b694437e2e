package io.windlass.core.autoscaling.status;

import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.decide.Step;
import io.windlass.core.autoscaling.metric.Proposal;
import io.windlass.core.autoscaling.pace.MemoryText;
import io.windlass.core.autoscaling.schedule.Edge;
import io.windlass.core.autoscaling.schedule.Edges;
import io.windlass.core.autoscaling.schedule.Occurrence;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Standing;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes the status of one decision.
 *
 * @param generation of the spec that was decided on
 * @param before the status as it stands, {@link Json.Obj#EMPTY} at first
 */
public record StatusReport(
    Schedule schedule, Look look, Decision decision, long generation, Json.Obj before) {
  private static final Duration AHEAD = Duration.ofDays(400);
  private static final int EDGES = 5;

  /** A change of the replicas that was written. */
  public record Scaled(long from, long to, String resourceVersion) {}

  /**
   * The whole status.
   *
   * @param scaled what the decision led to, if it was written
   */
  public Json.Obj status(Optional<Scaled> scaled, int historyLimit) {
    Json.Obj status =
        Json.Obj.EMPTY
            .with("observedGeneration", Json.of(generation))
            .with("currentReplicas", Json.of(look.current()))
            .with("desiredReplicas", Json.of(decision.desired()))
            .with("bounds", bounds())
            .with("decision", decided())
            .with("upcoming", Json.of(upcoming()))
            .with(
                "windows",
                Json.of(schedule.standings(look.now()).stream().map(this::window).toList()))
            .with(
                "metrics",
                Json.of(decision.proposals().stream().map(StatusReport::metric).toList()))
            .with("memory", memory(scaled))
            .with("conditions", Json.of(conditions()));
    return lasting(status, scaled, historyLimit);
  }

  private Json.Obj lasting(Json.Obj status, Optional<Scaled> scaled, int historyLimit) {
    Json.Obj whole = status;
    for (String field : List.of("lastScaleTime", "lastApplied")) {
      Optional<Json> kept = before.get(field);
      whole = kept.isPresent() ? whole.with(field, kept.get()) : whole;
    }
    List<Json> history = new ArrayList<>(before.items("history"));
    if (scaled.isPresent()) {
      String time = Timestamps.text(look.now());
      whole = whole.with("lastScaleTime", time).with("lastApplied", applied(scaled.get(), time));
      history.addFirst(change(scaled.get(), time));
    }
    return whole.with(
        "history", Json.of(history.subList(0, Math.min(historyLimit, history.size()))));
  }

  private static Json.Obj applied(Scaled scaled, String time) {
    return Json.Obj.EMPTY
        .with("replicas", Json.of(scaled.to()))
        .with("time", time)
        .with("resourceVersion", scaled.resourceVersion());
  }

  private Json.Obj change(Scaled scaled, String time) {
    return Json.Obj.EMPTY
        .with("time", time)
        .with("from", Json.of(scaled.from()))
        .with("to", Json.of(scaled.to()))
        .with("why", decision.why());
  }

  private Json.Obj bounds() {
    return Json.Obj.EMPTY
        .with("floor", Json.of(decision.bounds().floor()))
        .with("floorBy", decision.bounds().floorBy())
        .with("ceiling", Json.of(decision.bounds().ceiling()))
        .with("ceilingBy", decision.bounds().ceilingBy());
  }

  private Json.Obj decided() {
    return Json.Obj.EMPTY
        .with("why", decision.why())
        .with("steps", Json.of(decision.steps().stream().map(StatusReport::step).toList()))
        .with("notChosen", Json.of(notChosen()));
  }

  private static Json.Obj step(Step step) {
    return filled(
        Map.of(
            "stage", step.stage().word(),
            "by", step.by(),
            "result", step.result(),
            "reason", step.reason(),
            "detail", step.detail()));
  }

  private List<Json.Obj> notChosen() {
    List<Json.Obj> others = new ArrayList<>();
    for (Standing standing : schedule.standings(look.now())) {
      reason(standing)
          .ifPresent(
              reason ->
                  others.add(filled(Map.of("by", standing.window().name(), "reason", reason))));
    }
    return others;
  }

  private Optional<String> reason(Standing standing) {
    return switch (standing.state()) {
      case ACTIVE, RELEASING -> Optional.empty();
      case EXCLUDED -> Optional.of("its date is excluded");
      case SUPERSEDED -> Optional.of("another step began later");
      case SUSPENDED -> Optional.of("it is suspended");
      case EXPIRED -> Optional.of("it does not begin any more");
      case WAITING -> nextStart(standing).map(at -> "starts " + at);
    };
  }

  private Optional<String> nextStart(Standing standing) {
    return schedule.nextBegin(standing.window(), look.now()).map(Timestamps::text);
  }

  private List<Json.Obj> upcoming() {
    Instant now = look.now();
    return Edges.after(schedule, now, now.plus(AHEAD), EDGES).stream()
        .map(StatusReport::edge)
        .toList();
  }

  private static Json.Obj edge(Edge edge) {
    return filled(
        Map.of(
            "at", Timestamps.text(edge.at()),
            "local", edge.local().toString().replace('T', ' '),
            "change", String.join(", ", edge.changes()),
            "bounds", edge.bounds().text()));
  }

  private Json.Obj window(Standing standing) {
    String word = standing.state().name();
    Optional<Occurrence> occurrence =
        standing.occurrence().filter(_ -> standing.state() == Standing.State.ACTIVE);
    return filled(
        Map.of(
            "name", standing.window().name(),
            "state", word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT),
            "since", occurrence.map(it -> Timestamps.text(it.begin())).orElse(""),
            "until",
                occurrence
                    .filter(it -> !it.end().equals(Instant.MAX))
                    .map(it -> Timestamps.text(it.end()))
                    .orElse(""),
            "nextStart", standing.window().suspended() ? "" : nextStart(standing).orElse("")));
  }

  private static Json.Obj metric(Proposal proposal) {
    return switch (proposal) {
      case Proposal.Asks asks ->
          filled(Map.of("name", asks.metric().name(), "current", asks.detail()))
              .with("proposal", Json.of(asks.replicas()));
      case Proposal.Fails fails ->
          filled(Map.of("name", fails.metric().name(), "current", fails.message()));
    };
  }

  private Json.Obj memory(Optional<Scaled> scaled) {
    var memory =
        scaled
            .map(it -> decision.memory().changing(look.now(), it.from(), it.to()))
            .orElse(decision.memory());
    return Json.Obj.EMPTY
        .with("recommendations", texts(MemoryText.asked(memory)))
        .with("changes", texts(MemoryText.changes(memory)))
        .with("failures", Json.of(memory.failures()));
  }

  private static Json texts(List<String> lines) {
    return Json.of(lines.stream().map(Json::of).toList());
  }

  private List<Json.Obj> conditions() {
    return decision.conditions().stream()
        .map(condition -> condition(before, condition, generation, look.now()))
        .toList();
  }

  /**
   * The status of a turn that came to no decision: as it was, with these conditions in the place of
   * those of their types.
   */
  public static Json.Obj undecided(
      Json.Obj before, long generation, List<Condition> conditions, Instant now) {
    List<Json> all =
        new ArrayList<>(
            conditions.stream().map(it -> condition(before, it, generation, now)).toList());
    Set<String> told = conditions.stream().map(Condition::type).collect(Collectors.toSet());
    for (Json other : before.items("conditions")) {
      if (other.text("type").filter(told::contains).isEmpty()) {
        all.add(other);
      }
    }
    return before.with("observedGeneration", Json.of(generation)).with("conditions", Json.of(all));
  }

  private static Json.Obj condition(
      Json.Obj before, Condition condition, long generation, Instant now) {
    Optional<Json> known =
        before.items("conditions").stream()
            .filter(it -> it.text("type").equals(Optional.of(condition.type())))
            .filter(it -> it.text("status").equals(Optional.of(condition.status().text())))
            .findFirst();
    String since = known.flatMap(it -> it.text("lastTransitionTime")).orElse(Timestamps.text(now));
    return filled(
            Map.of(
                "type", condition.type(),
                "status", condition.status().text(),
                "lastTransitionTime", since,
                "reason", condition.reason(),
                "message", condition.message()))
        .with("observedGeneration", Json.of(generation));
  }

  /** An object of the fields that say something. */
  private static Json.Obj filled(Map<String, String> fields) {
    Json.Obj object = Json.Obj.EMPTY;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      object = field.getValue().isEmpty() ? object : object.with(field.getKey(), field.getValue());
    }
    return object;
  }
}
