package io.windlass.benchmarks.queue;

import io.windlass.benchmarks.figures.Figures;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * From an add to the start of the run that answers it, through the real loop with virtual threads:
 * 100,000 adds a second, 60,000 keys in turn. An add counts from the moment at which it was to be
 * made, so a producer that falls behind hides nothing. The figures are those of the median of three
 * windows.
 */
record StartFigures(Figures figures) {
  private static final int KEYS = 60_000;
  private static final long ADDS_PER_SECOND = 100_000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration WINDOW = Duration.ofSeconds(8);
  private static final int WINDOWS = 3;

  void measure() {
    try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
      Run run = new Run(scheduler.platform(RuntimeMetrics.NONE));
      run.addFor(WARM_UP);
      List<Window> windows = new ArrayList<>();
      for (int i = 0; i < WINDOWS; i++) {
        run.delays.reset();
        run.addFor(WINDOW);
        windows.add(Window.of(run.delays));
      }
      run.controller.close(Duration.ofSeconds(5));
      figures.tell("runs started", median(windows, Window::runsPerSecond), "/s");
      figures.tell("add to start of run, median", median(windows, Window::medianMillis), "ms");
      figures.atMost("add to start of run, p99", median(windows, Window::p99Millis), 1, "ms");
      figures.atMost("add to start of run, p99.9", median(windows, Window::p999Millis), 10, "ms");
    }
  }

  private static double median(List<Window> windows, ToDoubleFunction<Window> figure) {
    return windows.stream().mapToDouble(figure).sorted().toArray()[windows.size() / 2];
  }

  /** What was seen in one stretch of time. */
  private record Window(
      double runsPerSecond, double medianMillis, double p99Millis, double p999Millis) {
    static Window of(AbstractHistogram delays) {
      return new Window(
          delays.getTotalCount() / (double) WINDOW.toSeconds(),
          delays.getValueAtPercentile(50) / 1e6,
          delays.getValueAtPercentile(99) / 1e6,
          delays.getValueAtPercentile(99.9) / 1e6);
    }
  }

  private static final class Run {
    final ConcurrentHistogram delays = new ConcurrentHistogram(Duration.ofMinutes(1).toNanos(), 3);
    final AtomicLongArray addedAt = new AtomicLongArray(KEYS);
    final OwnerKeys keys = OwnerKeys.of(KEYS);
    final Map<ObjectKey, Integer> numbers = new HashMap<>();
    final WorkQueue<ObjectKey> queue;
    final Controller<ObjectKey> controller;
    private int next;

    Run(Platform platform) {
      for (int i = 0; i < KEYS; i++) {
        numbers.put(keys.keys().get(i), i);
      }
      queue = new ConcurrentWorkQueue<>("start", platform, Pace.DEFAULT);
      controller =
          new Controller<>(new Controller.Setup("start", 16), queue, this::started, platform);
      controller.start();
    }

    private Outcome started(ObjectKey key) {
      long added = addedAt.getAndSet(numbers.getOrDefault(key, 0), 0);
      if (added != 0) {
        delays.recordValue(Math.max(0, System.nanoTime() - added));
      }
      return new Outcome.Done();
    }

    /** Adds each key at its time; one that still waits from before keeps that earlier time. */
    void addFor(Duration time) {
      long start = System.nanoTime();
      long total = time.toSeconds() * ADDS_PER_SECOND;
      for (long i = 0; i < total; i++) {
        long at = start + i * 1_000_000_000L / ADDS_PER_SECOND;
        while (System.nanoTime() < at) {
          LockSupport.parkNanos(50_000);
        }
        int number = next++ % KEYS;
        addedAt.compareAndSet(number, 0, at);
        queue.add(keys.keys().get(number), Priority.CHANGE);
      }
    }
  }
}
