package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.AutoscalerRules.SchedulePolicy;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.autoscaling.schedule.Calendars;
import io.windlass.core.autoscaling.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rivals: CronHPA's published rules with a HorizontalPodAutoscaler of the same metrics. A
 * window is two jobs: at its start the size is its floor, at its end the baseline's.
 *
 * @param wanted the windows, as jobs and as what the user wants
 * @param hpa the HorizontalPodAutoscaler, whose bounds the jobs may edit
 * @param edits whether the jobs are pointed to the HPA
 * @param floor that the schedule wanted at the last look
 */
record CronHpa(Schedule wanted, TimedScaler hpa, boolean edits, Optional<Long> floor)
    implements Scaler {

  /** Both write the replicas; the HPA's bounds are wide enough for all windows. */
  static CronHpa beside(AutoscalerRules rules) {
    return new CronHpa(
        rules.schedule(), hpa(rules, baseline(rules), Memory.EMPTY), false, Optional.empty());
  }

  /** CronHPA edits the bounds of the HPA. */
  static CronHpa on(AutoscalerRules rules) {
    return new CronHpa(
        rules.schedule(), hpa(rules, baseline(rules), Memory.EMPTY), true, Optional.empty());
  }

  private static Bounds baseline(AutoscalerRules rules) {
    Schedule schedule = rules.schedule();
    long most =
        schedule.windows().stream()
            .mapToLong(window -> window.ceiling().orElse(0))
            .reduce(schedule.maxReplicas(), Math::max);
    return new Bounds(schedule.minReplicas(), "hpa", most, "hpa", false);
  }

  private static TimedScaler hpa(AutoscalerRules rules, Bounds bounds, Memory memory) {
    AutoscalerRules alone =
        new AutoscalerRules(
            Mode.ACTIVE,
            new Schedule(List.of(), bounds.floor(), bounds.ceiling(), Calendars.NONE),
            rules.metrics(),
            Map.of(),
            rules.behavior(),
            new SchedulePolicy(true, true),
            Optional.empty());
    return new TimedScaler(alone, memory);
  }

  @Override
  public Turn turn(Sight sight) {
    long now = wanted.bounds(sight.now()).floor();
    boolean fires = floor.filter(it -> it != now).isPresent();
    CronHpa after =
        new CronHpa(
            wanted, fires && edits ? edited(now, sight.current()) : hpa, edits, Optional.of(now));
    long set = fires ? size(now, sight.current()) : sight.current();
    if (!sight.atStep()) {
      return new Turn(set, "CronHPA", "the job of %d fires".formatted(now), after);
    }
    Sight seen = new Sight(sight.now(), set, sight.readings(), sight.zeroIsOurs(), true);
    Turn turn = after.hpa.turn(seen);
    return new Turn(
        turn.replicas(),
        turn.reason(),
        turn.why(),
        new CronHpa(wanted, (TimedScaler) turn.next(), edits, Optional.of(now)));
  }

  /** What the workload is set to: by the job alone, or, on an HPA, only ever more. */
  private long size(long job, long current) {
    return edits ? Math.max(job, current) : job;
  }

  /** Rules 1 to 4 of the mode on an HPA. */
  private TimedScaler edited(long job, long current) {
    Schedule bounds = hpa.rules().schedule();
    long max = Math.max(bounds.maxReplicas(), job);
    long min = bounds.minReplicas();
    boolean atFloor = current == min && job < current;
    if (job < min || atFloor || current < job) {
      min = job;
    }
    return hpa(hpa.rules(), new Bounds(min, "hpa", max, "hpa", false), hpa.memory());
  }
}
