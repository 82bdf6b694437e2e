package io.windlass.benchmarks.queue;

import com.sun.management.ThreadMXBean;
import io.windlass.benchmarks.figures.Figures;
import io.windlass.benchmarks.figures.Peers;
import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  /** Measures all queues by turns, so that a busy minute of the machine meets them alike. */
  void measure() throws IOException, InterruptedException {
    besideLocked("with pacing", Pace.DEFAULT);
    besideLocked("without pacing", UNPACED);
    besideClientGo();
    figures.atMost("garbage of a coalesced add", garbage(), 0, "bytes");
  }

  private void besideLocked(String how, Pace pace) throws InterruptedException {
    List<Double> own = new ArrayList<>();
    List<Double> locked = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      own.add(perSecond(p -> new ConcurrentWorkQueue<>("own", p, pace)));
      locked.add(perSecond(p -> new LockedWorkQueue<>("locked", p, pace)));
      ratios.add(own.getLast() / locked.getLast());
    }
    figures.tell("adds absorbed, " + how, median(own), "/s");
    figures.tell("adds absorbed by the locked queue, " + how, median(locked), "/s");
    figures.atLeast("adds absorbed over the locked queue's, " + how, median(ratios), 2, "x");
  }

  private void besideClientGo() throws IOException, InterruptedException {
    String what = "adds absorbed over client-go's, without pacing";
    List<Double> go = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Optional<Map<String, Double>> peers = Peers.measure("queue");
      if (peers.isEmpty()) {
        figures.skipped(what, "no Go here");
        return;
      }
      go.add(peers.get().getOrDefault("absorbed", Double.NaN));
      ratios.add(perSecond(p -> new ConcurrentWorkQueue<>("own", p, UNPACED)) / go.getLast());
    }
    figures.tell("adds absorbed by client-go's queue", median(go), "/s");
    figures.atLeast(what, median(ratios), 3, "x");
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
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
