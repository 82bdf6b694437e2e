package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.metric.Combined;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.Proposal;
import io.windlass.core.autoscaling.metric.Proposals;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.metric.Timing;
import io.windlass.core.autoscaling.metric.Tolerance;
import io.windlass.core.autoscaling.pace.Behavior;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.schedule.Occurrence;
import java.util.List;

/** Decides. Stateless; the cost is that of the schedule and O(pods) for each metric. */
public final class Decider {
  private Decider() {}

  /** How many replicas there should be now. */
  public static Decision decide(AutoscalerRules rules, Look look) {
    Bounds bounds = rules.schedule().bounds(look.now());
    List<Proposal> proposals = proposals(rules, look);
    Combined combined = Combined.of(proposals, look.current());
    Stages stages = new Stages(rules, look, bounds, combined);
    Stages.Result result = stages.run();
    return new Decision(
        result.desired(),
        bounds,
        Words.why(result, bounds),
        result.reason(),
        Words.steps(bounds, proposals, result.steps()),
        proposals,
        Conditions.of(rules, look, bounds, combined, result),
        result.memory());
  }

  private static List<Proposal> proposals(AutoscalerRules rules, Look look) {
    if (rules.metrics().isEmpty()) {
      return List.of();
    }
    List<Occurrence> active = rules.schedule().active(look.now());
    Tolerance tolerance = rules.behavior().map(Behavior::tolerance).orElse(Tolerance.DEFAULT);
    Proposals.Look at = new Proposals.Look(look.current(), tolerance, look.now(), Timing.DEFAULT);
    return rules.metricsDuring(active).stream()
        .map(metric -> Proposals.of(metric, reading(look, metric), at))
        .toList();
  }

  private static Reading reading(Look look, MetricSpec metric) {
    return look.readings().getOrDefault(metric.name(), new Reading.Unavailable("nothing was read"));
  }
}
