package io.windlass.benchmarks.queue;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.runtime.queue.TimerWheel;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What it costs to let 100,000 values wait and to get them back, per value. */
record WheelFigures(Figures figures) {
  private static final int VALUES = 100_000;
  private static final int ROUNDS = 12;

  /** A value in the JDK's queue; its delay is what the test says. */
  private record Waiting(long dueNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(dueNanos, ((Waiting) other).dueNanos);
    }
  }

  void measure(Optional<Map<String, Double>> peers) {
    long[] micros = new Random(1).longs(VALUES, 0, 1_000_000).toArray();
    double wheel = 0;
    double queue = 0;
    double pool = 0;
    for (int i = 0; i < ROUNDS; i++) {
      wheel = wheel(micros);
      queue = delayQueue(micros);
      pool = pool(micros);
    }
    figures.tell("timer wheel, in and out", wheel, "ns");
    figures.tell("DelayQueue, in and out", queue, "ns");
    figures.tell("ScheduledThreadPoolExecutor, in", pool, "ns");
    figures.atLeast("a wheel's values over DelayQueue's", queue / wheel, 1, "x");
    figures.atLeast("a wheel's values over the executor's", pool / wheel, 1, "x");
    if (peers.isPresent()) {
      double go = peers.get().getOrDefault("delayed-nanos", Double.NaN);
      figures.tell("client-go's AddAfter, in", go, "ns");
      figures.atLeast("a wheel's values over client-go's", go / wheel, 1, "x");
    } else {
      figures.skipped("a wheel's values over client-go's", "no Go here");
    }
  }

  private static double wheel(long[] micros) {
    TimerWheel<Integer> wheel = new TimerWheel<>();
    int[] expired = {0};
    long start = System.nanoTime();
    for (long due : micros) {
      wheel.schedule(1, due);
    }
    for (long now = 0; now <= 1_000_000; now += 1_000) {
      wheel.advance(now, (value, due) -> expired[0] += value);
    }
    return perValue(start, expired[0]);
  }

  private static double delayQueue(long[] micros) {
    DelayQueue<Waiting> queue = new DelayQueue<>();
    long start = System.nanoTime();
    for (long due : micros) {
      queue.add(new Waiting(start - 2_000_000_000L + due * 1_000));
    }
    int expired = 0;
    while (queue.poll() != null) {
      expired++;
    }
    return perValue(start, expired);
  }

  private static double pool(long[] micros) {
    try (ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1)) {
      pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      long start = System.nanoTime();
      for (long due : micros) {
        var _ = pool.schedule(() -> {}, 3_600_000_000L + due, TimeUnit.MICROSECONDS);
      }
      return perValue(start, VALUES);
    }
  }

  private static double perValue(long start, int values) {
    if (values != VALUES) {
      throw new IllegalStateException(values + " of " + VALUES + " values came");
    }
    return (System.nanoTime() - start) / (double) VALUES;
  }
}
