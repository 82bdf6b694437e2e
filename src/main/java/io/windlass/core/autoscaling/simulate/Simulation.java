package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.schedule.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays rules over a span of time and a curve of load. */
public record Simulation(AutoscalerRules rules, LoadCurve load, Settings settings) {
  /**
   * Over which time, and of what the workload is made.
   *
   * @param replicas at the beginning
   * @param startup from when a pod is asked for until it is ready
   * @param requestMilli what each pod requests, by metric; 1000 where it is not named
   */
  public record Settings(
      Instant from,
      Instant to,
      Duration step,
      long replicas,
      Duration startup,
      Map<String, Long> requestMilli) {
    public Settings {
      requestMilli = Map.copyOf(requestMilli);
      if (step.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("a step is at least a second: " + step);
      }
    }
  }

  /** The series of this house's autoscaler. */
  public List<Moment> run() {
    return run(new TimedScaler(rules, Memory.EMPTY));
  }

  /** The series where CronHPA and HPA both write the workload's replicas. */
  public List<Moment> runCronHpaBesideHpa() {
    return run(CronHpa.beside(rules));
  }

  /** The series where CronHPA edits the bounds of the HPA, as its documentation advises. */
  public List<Moment> runCronHpaOnHpa() {
    return run(CronHpa.on(rules));
  }

  List<Moment> run(Scaler first) {
    List<Moment> moments = new ArrayList<>();
    Fleet fleet = Fleet.of(settings.replicas(), settings.from());
    Scaler scaler = first;
    boolean zeroIsOurs = false;
    Instant at = settings.from();
    Instant step = settings.from();
    Optional<Instant> edge = Optional.empty();
    while (at.isBefore(settings.to())) {
      Instant here = at;
      boolean atStep = at.equals(step);
      Scaler.Sight sight =
          new Scaler.Sight(at, fleet.size(), readings(fleet, at), zeroIsOurs, atStep);
      Scaler.Turn turn = scaler.turn(sight);
      moments.add(moment(at, fleet.size(), turn));
      if (turn.replicas() != fleet.size()) {
        zeroIsOurs = turn.replicas() == 0;
        fleet = fleet.scaled(turn.replicas(), at.plus(settings.startup()));
      }
      scaler = turn.next();
      step = atStep ? step.plus(settings.step()) : step;
      edge = edge.filter(here::isBefore).or(() -> rules.schedule().nextChange(here));
      at = earlier(step, edge);
    }
    return List.copyOf(moments);
  }

  private static Instant earlier(Instant step, Optional<Instant> edge) {
    return edge.filter(it -> it.isBefore(step)).orElse(step);
  }

  private Moment moment(Instant at, long before, Scaler.Turn turn) {
    Map<String, Long> amounts = new HashMap<>();
    for (MetricSpec metric : rules.metrics()) {
      load.milli(metric.name(), at).ifPresent(amount -> amounts.put(metric.name(), amount));
    }
    Bounds bounds = rules.schedule().bounds(at);
    return new Moment(at, amounts, bounds, before, turn.replicas(), turn.reason(), turn.why());
  }

  private Map<String, Reading> readings(Fleet fleet, Instant now) {
    Map<String, Reading> readings = new HashMap<>();
    for (MetricSpec metric : rules.metrics()) {
      long request = settings.requestMilli().getOrDefault(metric.name(), 1000L);
      readings.put(
          metric.name(), fleet.reading(metric, load.milli(metric.name(), now), request, now));
    }
    return readings;
  }
}
