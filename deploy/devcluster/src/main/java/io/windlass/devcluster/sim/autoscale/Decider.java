package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.autoscale.Decision.Condition;
import io.windlass.devcluster.sim.autoscale.Limits.Verdict;
import io.windlass.devcluster.sim.autoscale.ReplicaMath.Outcome;
import io.windlass.devcluster.sim.object.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One look of an autoscaler at its target. Pure: everything it knows is given.
 *
 * <p>The metric that asks for the most counts. A metric that cannot be read keeps the target from
 * shrinking, and from moving at all if there is no other.
 */
final class Decider {
  private static final String ACTIVE = "ScalingActive";

  private final AutoscalerSpec spec;
  private final Sight sight;
  private final List<Condition> conditions = new ArrayList<>();
  private final List<ObjectNode> statuses = new ArrayList<>();
  private final List<Notice> notices = new ArrayList<>();

  /**
   * What is seen of the target.
   *
   * @param current the replicas that it asks for
   * @param samples gives its pods, with what is measured of each for a metric
   */
  record Sight(int current, Samples samples, History history, Instant now) {}

  /** The measured pods of the target. */
  interface Samples {
    List<ReplicaMath.Sample> of(MetricSpec.Usage metric);
  }

  /** Several metrics together. */
  private record Wanted(int replicas, String metric, int unknown) {}

  private Decider(AutoscalerSpec spec, Sight sight) {
    this.spec = spec;
    this.sight = sight;
  }

  static Decision decide(AutoscalerSpec spec, Sight sight) {
    return new Decider(spec, sight).decide();
  }

  private Decision decide() {
    int current = sight.current();
    conditions.add(
        new Condition(
            "AbleToScale",
            true,
            "SucceededGetScale",
            "the HPA controller was able to get the target's current scale"));
    if (current == 0 && spec.bounds().min() != 0) {
      String why = "scaling is disabled since the replica count of the target is zero";
      conditions.add(new Condition(ACTIVE, false, "ScalingDisabled", why));
      return decision(Optional.empty(), "", remembered());
    }
    if (current > spec.bounds().max()) {
      String why = "Current number of replicas above Spec.MaxReplicas";
      return decision(Optional.of(spec.bounds().max()), why, remembered());
    }
    if (current < spec.bounds().min()) {
      String why = "Current number of replicas below Spec.MinReplicas";
      return decision(Optional.of(spec.bounds().min()), why, remembered());
    }
    return byMetrics(current);
  }

  // What the target had when it was first seen counts as a recommendation.
  private History remembered() {
    return sight.history().recommendations().isEmpty()
        ? sight.history().recommended(sight.current(), sight.now())
        : sight.history();
  }

  private Decision byMetrics(int current) {
    Wanted wanted = wanted(current);
    boolean blind = wanted.unknown() == spec.metrics().size();
    if (blind || (wanted.unknown() > 0 && wanted.replicas() < current)) {
      return decision(Optional.empty(), "", remembered());
    }
    String found = "the HPA was able to successfully calculate a replica count from ";
    conditions.removeIf(c -> c.type().equals(ACTIVE));
    conditions.add(new Condition(ACTIVE, true, "ValidMetricFound", found + wanted.metric()));
    Limits limits = new Limits(spec.behavior(), spec.bounds(), remembered(), sight.now());
    Verdict verdict = limits.apply(current, wanted.replicas());
    conditions.set(
        0, new Condition("AbleToScale", true, verdict.able().reason(), verdict.able().message()));
    conditions.add(
        new Condition(
            "ScalingLimited",
            verdict.limited(),
            verdict.words().reason(),
            verdict.words().message()));
    String because =
        wanted.replicas() > current
            ? wanted.metric() + " above target"
            : "All metrics below target";
    History history = remembered().recommended(wanted.replicas(), sight.now());
    return decision(Optional.of(verdict.replicas()), because, history);
  }

  private Wanted wanted(int current) {
    int replicas = 0;
    String name = "";
    int unknown = 0;
    for (MetricSpec metric : spec.metrics()) {
      switch (outcome(metric, current)) {
        case Outcome.Unknown(String why) -> {
          unknown++;
          statuses.add(JsonNodeFactory.instance.objectNode().put("type", ""));
          unreadable(metric, why);
        }
        case Outcome.Proposal proposal -> {
          statuses.add(MetricSpec.status((MetricSpec.Usage) metric, proposal.measured()));
          if (proposal.replicas() > replicas || name.isEmpty()) {
            replicas = proposal.replicas();
            name = metric.title();
          }
        }
      }
    }
    return new Wanted(replicas, name, unknown);
  }

  private Outcome outcome(MetricSpec metric, int current) {
    return switch (metric) {
      case MetricSpec.Usage usage ->
          ReplicaMath.propose(usage, sight.samples().of(usage), current, sight.now());
      case MetricSpec.Foreign foreign -> new Outcome.Unknown(noSource(foreign));
    };
  }

  private static String noSource(MetricSpec.Foreign metric) {
    boolean external = metric.type().equals("External");
    String api = external ? "external metrics API" : "custom metrics API";
    return "unable to get metric %s: unable to fetch metrics from %s: no %s (%s.metrics.k8s.io) registered"
        .formatted(metric.name(), api, api, external ? "external" : "custom");
  }

  private void unreadable(MetricSpec metric, String why) {
    String whole =
        metric instanceof MetricSpec.Usage usage
            ? "failed to get %s %s: %s".formatted(usage.resource(), kind(usage), why)
            : why;
    notices.add(Notice.warning(metric.failure(), whole));
    if (conditions.stream().noneMatch(c -> c.type().equals(ACTIVE))) {
      String message = "the HPA was unable to compute the replica count: " + whole;
      conditions.add(new Condition(ACTIVE, false, metric.failure(), message));
    }
  }

  private static String kind(MetricSpec.Usage usage) {
    return usage.target() instanceof MetricSpec.Target.Average ? "usage" : "utilization";
  }

  private Decision decision(Optional<Integer> replicas, String because, History history) {
    return new Decision(replicas, because, conditions, statuses, notices, history);
  }
}
