package io.windlass.core.autoscaling.turn;

import io.windlass.core.autoscaling.check.Verdict;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.Decision;
import io.windlass.core.autoscaling.decide.Look;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.status.StatusReport;
import io.windlass.core.autoscaling.status.StatusReport.Scaled;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Condition.Status;
import io.windlass.core.model.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The status of one turn.
 *
 * @param verdict what the checks say
 * @param generation of the spec that the turn was about
 * @param before the status as it stands
 */
public record Report(AutoscalerSpec spec, Verdict verdict, long generation, Json.Obj before) {
  private static final Set<String> STABILISED = Set.of("ScaleUpStabilized", "ScaleDownStabilized");

  /**
   * What a turn led to.
   *
   * @param scaled what was written
   * @param obstacle what kept it from being written
   */
  public record Outcome(Past past, Optional<Scaled> scaled, Optional<Obstacle> obstacle) {}

  /** After a decision. */
  public Json.Obj decided(Look look, Decision decision, Outcome outcome) {
    List<Condition> conditions = new ArrayList<>();
    conditions.addAll(
        outcome
            .obstacle()
            .map(Obstacle::conditions)
            .orElseGet(() -> List.of(Obstacle.found(), able(decision, outcome))));
    conditions.addAll(decision.conditions());
    conditions.add(outcome.past().foreign().condition(spec.conflictPolicy()));
    StatusReport report =
        new StatusReport(
            spec.rules().schedule(), look, decision.with(with(conditions)), generation, before);
    Json.Obj status = report.status(outcome.scaled(), spec.historyLimit());
    return spec.rules().mode() == Mode.DRY_RUN ? beside(status, look) : status;
  }

  private static Json.Obj beside(Json.Obj status, Look look) {
    return status.with(
        "decision", status.object("decision").with("actualByOthers", Json.of(look.current())));
  }

  private static Condition able(Decision decision, Outcome outcome) {
    String reason =
        outcome.scaled().isPresent()
            ? "SucceededRescale"
            : STABILISED.contains(decision.reason()) ? decision.reason() : "ReadyForNewScale";
    String message =
        outcome
            .scaled()
            .map(
                it -> "the scale was written: %d replicas, before %d".formatted(it.to(), it.from()))
            .orElse("the scale can be read");
    return new Condition("AbleToScale", Status.TRUE, Optional.empty(), reason, message);
  }

  /** Without a decision, because the object is not valid. */
  public Json.Obj refused(Instant now) {
    return StatusReport.undecided(before, generation, verdict.conditions(), now);
  }

  /** Without a decision, because something stands in the way. */
  public Json.Obj stopped(Obstacle obstacle, Instant now) {
    return StatusReport.undecided(before, generation, with(obstacle.conditions()), now);
  }

  /** The checks' conditions, each in the place of which a later one of its type may stand. */
  private List<Condition> with(List<Condition> later) {
    Map<String, Condition> byType = new LinkedHashMap<>();
    verdict.conditions().forEach(it -> byType.put(it.type(), it));
    later.forEach(it -> byType.put(it.type(), it));
    return List.copyOf(byType.values());
  }
}
