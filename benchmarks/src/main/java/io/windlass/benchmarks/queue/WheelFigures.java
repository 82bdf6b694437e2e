package io.windlass.benchmarks.queue;

import com.sun.management.OperatingSystemMXBean;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.runtime.queue.Timeout;
import io.windlass.runtime.queue.TimerWheel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;

/**
 * What it costs to let 100,000 values wait: until they come, until they are taken back, and with
 * the waiting, each beside what the JDK has for the same work.
 */
record WheelFigures(Figures figures) {
  private static final int VALUES = 100_000;
  private static final long SECOND = 1_000_000;
  private static final int ROUNDS = 12;
  private static final int SECONDS = 4;

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
    long[] micros = new Random(1).longs(VALUES, 0, SECOND).toArray();
    double wheel = compare("in and out", micros, WheelFigures::wheel, WheelFigures::delayQueue);
    compare("in and taken back", micros, WheelFigures::takenBack, WheelFigures::takenBackByPool);
    inTime(micros);
    if (peers.isPresent()) {
      double go = peers.get().getOrDefault("delayed-nanos", Double.NaN);
      figures.tell("client-go's AddAfter, in", go, "ns");
      figures.atLeast("client-go's AddAfter, in, over the wheel, in and out", go / wheel, 1, "x");
    } else {
      figures.skipped("client-go's AddAfter, in, over the wheel, in and out", "no Go here");
    }
  }

  /** Measures by turns; the last turn counts. */
  private double compare(
      String what, long[] micros, ToDoubleFunction<long[]> own, ToDoubleFunction<long[]> plain) {
    double ours = 0;
    double theirs = 0;
    for (int i = 0; i < ROUNDS; i++) {
      ours = own.applyAsDouble(micros);
      theirs = plain.applyAsDouble(micros);
    }
    figures.tell("a value " + what + ", timer wheel", ours, "ns");
    figures.tell("a value " + what + ", JDK", theirs, "ns");
    figures.atLeast("a value " + what + ", JDK over wheel", theirs / ours, 1, "x");
    return ours;
  }

  private static double wheel(long[] micros) {
    TimerWheel<Integer> wheel = new TimerWheel<>();
    int[] expired = {0};
    long start = System.nanoTime();
    for (long due : micros) {
      wheel.schedule(1, due);
    }
    for (long now = 0; now <= SECOND; now += 1_000) {
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

  /** The wheel is tidied up as the work queue does it. */
  private static double takenBack(long[] micros) {
    TimerWheel<Integer> wheel = new TimerWheel<>();
    List<Timeout<Integer>> waiting = new ArrayList<>(VALUES);
    long start = System.nanoTime();
    for (long due : micros) {
      waiting.add(wheel.schedule(1, SECOND + due));
    }
    int gone = 0;
    for (Timeout<Integer> timeout : waiting) {
      gone += wheel.cancel(timeout) ? 1 : 0;
      if (wheel.isUntidy()) {
        wheel.advance(0, (_, _) -> {});
      }
    }
    return perValue(start, gone);
  }

  private static double takenBackByPool(long[] micros) {
    try (ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1)) {
      pool.setRemoveOnCancelPolicy(true);
      List<Future<?>> waiting = new ArrayList<>(VALUES);
      long start = System.nanoTime();
      for (long due : micros) {
        waiting.add(pool.schedule(() -> {}, 3_600 * SECOND + due, TimeUnit.MICROSECONDS));
      }
      int gone = 0;
      for (Future<?> task : waiting) {
        gone += task.cancel(false) ? 1 : 0;
      }
      return perValue(start, gone);
    }
  }

  /** CPU time of all threads of the process, for values that come when they are due. */
  private void inTime(long[] micros) {
    double wheel = 0;
    double pool = 0;
    for (int i = 0; i < SECONDS; i++) {
      wheel = cpuPerValue(() -> waitWithWheel(micros));
      pool = cpuPerValue(() -> waitWithPool(micros));
    }
    figures.tell("CPU for a value that comes in time, timer wheel", wheel, "ns");
    figures.tell("CPU for a value that comes in time, executor", pool, "ns");
    figures.atLeast(
        "CPU for a value that comes in time, executor over wheel", pool / wheel, 1, "x");
  }

  private static void waitWithWheel(long[] micros) {
    TimerWheel<Integer> wheel = new TimerWheel<>();
    AtomicInteger expired = new AtomicInteger();
    long start = System.nanoTime();
    for (long due : micros) {
      wheel.schedule(1, SECOND / 10 + due);
    }
    while (expired.get() < VALUES) {
      long now = (System.nanoTime() - start) / 1_000;
      long next = wheel.advance(now, (value, _) -> expired.addAndGet(value));
      LockSupport.parkNanos(start + next * 1_000 - System.nanoTime());
    }
  }

  private static void waitWithPool(long[] micros) {
    AtomicInteger expired = new AtomicInteger();
    try (ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1)) {
      for (long due : micros) {
        var _ = pool.schedule(expired::incrementAndGet, SECOND / 10 + due, TimeUnit.MICROSECONDS);
      }
    }
    if (expired.get() != VALUES) {
      throw new IllegalStateException(expired + " of " + VALUES + " values came");
    }
  }

  private static double cpuPerValue(Runnable work) {
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = machine.getProcessCpuTime();
    work.run();
    return (machine.getProcessCpuTime() - before) / (double) VALUES;
  }

  private static double perValue(long start, int values) {
    if (values != VALUES) {
      throw new IllegalStateException(values + " of " + VALUES + " values came");
    }
    return (System.nanoTime() - start) / (double) VALUES;
  }
}
