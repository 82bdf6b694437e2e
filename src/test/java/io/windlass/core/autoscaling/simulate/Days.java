package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.AutoscalerRules.SchedulePolicy;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.pace.Behavior;
import io.windlass.core.autoscaling.schedule.Windows;
import io.windlass.core.autoscaling.simulate.LoadCurve.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** Days to play. */
final class Days {
  static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

  private Days() {}

  static AutoscalerRules rules(String windows, boolean cpu) {
    MetricSpec metric =
        new MetricSpec(
            "cpu",
            MetricSpec.Kind.RESOURCE,
            "cpu",
            Optional.empty(),
            new MetricTarget.Utilization(60));
    return new AutoscalerRules(
        Mode.ACTIVE,
        Windows.schedule("2..20", windows),
        cpu ? List.of(metric) : List.of(),
        Map.of(),
        Optional.of(Behavior.DEFAULT),
        SchedulePolicy.DEFAULT,
        Optional.empty());
  }

  /** A sample for each minute, in thousandths. */
  static LoadCurve minutes(int count, IntToLongFunction milli) {
    List<Sample> samples = new ArrayList<>();
    for (int minute = 0; minute < count; minute++) {
      samples.add(
          new Sample(MONDAY.plusSeconds(60L * minute), Map.of("cpu", milli.applyAsLong(minute))));
    }
    return new LoadCurve(samples);
  }

  static Simulation.Settings day(Duration step, long replicas) {
    return new Simulation.Settings(
        MONDAY, MONDAY.plus(Duration.ofDays(1)), step, replicas, Duration.ofSeconds(30), Map.of());
  }

  /** The changes as {@code HH:MM:SS replicas}. */
  static List<String> changes(List<Moment> moments) {
    return moments.stream()
        .filter(moment -> moment.before() != moment.after())
        .map(moment -> moment.at().toString().substring(11, 19) + " " + moment.after())
        .toList();
  }

  /** A working day: asleep, a climb in the morning with a wave on it, lunch, evening, night. */
  static long shop(int minute) {
    double hour = minute / 60.0;
    double base =
        hour < 7 ? 1.2 : hour < 10 ? 1.2 + (hour - 7) * 2.4 : hour < 18 ? 8.4 : 8.4 - (hour - 18);
    double wave = 0.8 * Math.sin(minute / 7.0) + 0.3 * Math.sin(minute / 2.3);
    return Math.max(300, Math.round(1000 * (Math.max(base, 1.0) + (hour >= 7 ? wave : 0))));
  }
}
