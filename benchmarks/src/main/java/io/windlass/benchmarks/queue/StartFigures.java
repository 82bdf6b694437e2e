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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * From an add to the start of the run that answers it, through the real loop with virtual threads:
 * 100,000 adds a second, 60,000 keys in turn. An add counts from the moment at which it was to be
 * made, so a producer that falls behind hides nothing.
 */
record StartFigures(Figures figures) {
  private static final int KEYS = 60_000;
  private static final long ADDS_PER_SECOND = 100_000;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20);

  void measure() {
    try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
      Run run = new Run(scheduler.platform(RuntimeMetrics.NONE));
      run.addFor(WARM_UP);
      run.delays.reset();
      run.addFor(MEASURED);
      run.controller.close(Duration.ofSeconds(5));
      figures.tell("runs started", run.delays.getTotalCount() / 20.0, "/s");
      figures.tell("add to start of run, median", millis(run, 50), "ms");
      figures.atMost("add to start of run, p99", millis(run, 99), 1, "ms");
      figures.atMost("add to start of run, p99.9", millis(run, 99.9), 10, "ms");
    }
  }

  private static double millis(Run run, double percentile) {
    return run.delays.getValueAtPercentile(percentile) / 1e6;
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
