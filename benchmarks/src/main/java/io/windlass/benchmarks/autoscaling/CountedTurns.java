package io.windlass.benchmarks.autoscaling;

import io.windlass.controllers.autoscaling.report.AutoscalerFigures;
import io.windlass.core.model.ObjectKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts turns, and how late edges are served. Thread-safe. */
final class CountedTurns implements AutoscalerFigures {
  private final LongAdder turns = new LongAdder();
  private final Queue<Duration> late = new ConcurrentLinkedQueue<>();

  long turns() {
    return turns.sum();
  }

  int served() {
    return late.size();
  }

  /** The lateness that so many of a hundred do not exceed, in seconds. */
  double lateSeconds(int percent) {
    double[] sorted = late.stream().mapToDouble(it -> it.toNanos() / 1e9).sorted().toArray();
    int at = Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1);
    return Arrays.stream(sorted).skip(at).findFirst().orElse(Double.NaN);
  }

  @Override
  public void decided(String reason) {
    turns.increment();
  }

  @Override
  public void edgeServed(Duration lateness) {
    late.add(lateness);
  }

  @Override
  public void stands(ObjectKey key, Standing standing) {}

  @Override
  public void forget(ObjectKey key) {}

  @Override
  public void metricFailed(String metric, String reason) {}

  @Override
  public void conflict(String kind) {}

  @Override
  public void checked(String code, String answer) {}

  @Override
  public void externalWrite() {}
}
