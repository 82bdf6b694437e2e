package io.windlass.benchmarks.queue;

import com.sun.management.ThreadMXBean;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * How many adds two producers get rid of, each running one key after 64 adds; and what an add of a
 * key that is queued already allocates.
 */
record AbsorbFigures(Figures figures) {
  private static final int ADDS_PER_RUN = 64;
  private static final OwnerKeys KEYS = OwnerKeys.of(10_000);
  private static final int ROUNDS = 3;

  /** As client-go's queue, which knows no pacing. */
  private static final Pace UNPACED =
      new Pace(Duration.ofMillis(5), Duration.ofSeconds(1_000), 0, Duration.ZERO);

  void measure(Optional<Map<String, Double>> peers) throws InterruptedException {
    double paced = ratio("with pacing", Pace.DEFAULT)[0];
    double[] unpaced = ratio("without pacing", UNPACED);
    double own = unpaced[1];
    figures.atLeast("adds absorbed over the locked queue's, with pacing", paced, 2, "x");
    figures.atLeast("adds absorbed over the locked queue's, without", unpaced[0], 2, "x");
    if (peers.isPresent()) {
      double go = peers.get().getOrDefault("absorbed", Double.NaN);
      figures.tell("adds absorbed by client-go's queue", go, "/s");
      figures.atLeast("adds absorbed over client-go's, without pacing", own / go, 3, "x");
    } else {
      figures.skipped("adds absorbed over client-go's, without pacing", "no Go here");
    }
    figures.atMost("garbage of a coalesced add", garbage(), 0, "bytes");
  }

  /** How many times as many as the locked queue, and how many a second; best rounds. */
  private double[] ratio(String how, Pace pace) throws InterruptedException {
    double own = 0;
    double locked = 0;
    for (int i = 0; i < ROUNDS; i++) {
      own = Math.max(own, perSecond(p -> new ConcurrentWorkQueue<>("own", p, pace)));
      locked = Math.max(locked, perSecond(p -> new LockedWorkQueue<>("locked", p, pace)));
    }
    figures.tell("adds absorbed, " + how, own, "/s");
    figures.tell("adds absorbed by the locked queue, " + how, locked, "/s");
    return new double[] {own / locked, own};
  }

  private static double perSecond(Function<Platform, WorkQueue<ObjectKey>> make)
      throws InterruptedException {
    try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
      WorkQueue<ObjectKey> queue = make.apply(scheduler.platform(RuntimeMetrics.NONE));
      KEYS.keys().forEach(key -> queue.add(key, Priority.CHANGE));
      LongAdder adds = new LongAdder();
      long start = System.nanoTime();
      long end = start + Duration.ofSeconds(3).toNanos();
      Thread one = Thread.ofPlatform().start(() -> adds.add(produce(queue, 1, end)));
      Thread two = Thread.ofPlatform().start(() -> adds.add(produce(queue, 2, end)));
      one.join();
      two.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      queue.close();
      return adds.sum() / seconds;
    }
  }

  private static long produce(WorkQueue<ObjectKey> queue, long seed, long end) {
    ObjectKey[] order = KEYS.zipf(seed);
    long made = 0;
    while (System.nanoTime() < end) {
      for (int run = 0; run < 16; run++) {
        for (int i = 0; i < ADDS_PER_RUN; i++) {
          queue.add(order[(int) made++ & (OwnerKeys.ORDER - 1)], Priority.CHANGE);
        }
        queue.poll().ifPresent(queue::done);
      }
    }
    return made;
  }

  /** Per add, of adds that find their keys queued. */
  private static double garbage() {
    try (VirtualThreadScheduler scheduler = new VirtualThreadScheduler()) {
      WorkQueue<ObjectKey> queue =
          new ConcurrentWorkQueue<>(
              "garbage", scheduler.platform(RuntimeMetrics.NONE), Pace.DEFAULT);
      KEYS.keys().forEach(key -> queue.add(key, Priority.CHANGE));
      ObjectKey[] order = KEYS.zipf(1);
      addAll(queue, order);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        addAll(queue, order);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      return Math.floor(bytes / (100.0 * order.length) * 100) / 100;
    }
  }

  private static void addAll(WorkQueue<ObjectKey> queue, ObjectKey[] order) {
    for (ObjectKey key : order) {
      queue.add(key, Priority.CHANGE);
    }
  }
}
