package io.windlass.core.autoscaling.metric;

import io.windlass.core.autoscaling.metric.PodReading.Life;
import io.windlass.core.autoscaling.metric.PodReading.Readiness;
import io.windlass.core.autoscaling.metric.PodReading.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pods by how they count: with their measurement, with a guess, or not at all. */
public record PodClasses(
    List<PodReading> ready,
    List<PodReading> unready,
    List<PodReading> missing,
    List<PodReading> ignored) {

  /**
   * Sorts pods; the first test that holds decides.
   *
   * @param cpu whether the metric is CPU, which is not believed while a pod starts
   */
  public static PodClasses of(List<PodReading> pods, boolean cpu, Instant now, Timing timing) {
    PodClasses classes =
        new PodClasses(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (PodReading pod : pods) {
      classes.classOf(pod, cpu, now, timing).add(pod);
    }
    return classes;
  }

  private List<PodReading> classOf(PodReading pod, boolean cpu, Instant now, Timing timing) {
    if (pod.life() == Life.LEAVING) {
      return ignored;
    }
    if (pod.life() == Life.PENDING) {
      return unready;
    }
    if (pod.sample().isEmpty()) {
      return missing;
    }
    return cpu && isStarting(pod, now, timing) ? unready : ready;
  }

  private static boolean isStarting(PodReading pod, Instant now, Timing timing) {
    if (pod.readiness().isEmpty() || pod.started().isEmpty()) {
      return true;
    }
    Readiness readiness = pod.readiness().get();
    Instant started = pod.started().get();
    if (started.plus(timing.initialization()).isAfter(now)) {
      Sample sample = pod.sample().orElseThrow();
      return !readiness.isReady() || sample.at().isBefore(readiness.since().plus(sample.window()));
    }
    return !readiness.isReady() && started.plus(timing.readinessDelay()).isAfter(readiness.since());
  }

  String counts() {
    return "ready %d, unready %d, missing %d"
        .formatted(ready.size(), unready.size(), missing.size());
  }
}
