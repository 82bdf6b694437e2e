package io.windlass.benchmarks.queue;

import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many adds a second does a queue of 10,000 keys take in, from two threads that run a key after
 * 64 adds, and while nothing runs? The n-th key comes 1/n as often as the first. {@code
 * benchmarks/jmh -prof gc QueueBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
@Threads(2)
public class QueueBenchmark {
  private static final int ADDS = 64;
  private static final OwnerKeys KEYS = OwnerKeys.of(10_000);

  /** A {@link QueueKind}. */
  @Param({"LOCKED", "CONCURRENT"})
  public String queue = "";

  private final VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
  private WorkQueue<ObjectKey> measured = created(QueueKind.CONCURRENT);

  /** Which keys come next. */
  @State(Scope.Thread)
  public static class Order {
    private final ObjectKey[] keys = KEYS.zipf(Thread.currentThread().threadId());
    private int next;

    ObjectKey next() {
      return keys[next++ & (OwnerKeys.ORDER - 1)];
    }
  }

  /** All keys are queued. */
  @Setup
  public void fill() {
    measured = created(QueueKind.valueOf(queue));
    KEYS.keys().forEach(key -> measured.add(key, Priority.CHANGE));
  }

  private WorkQueue<ObjectKey> created(QueueKind kind) {
    return kind.create(scheduler.platform(RuntimeMetrics.NONE), Pace.DEFAULT);
  }

  /** No timer is left. */
  @TearDown
  public void close() {
    measured.close();
    scheduler.close();
  }

  @Benchmark
  @OperationsPerInvocation(ADDS)
  public Optional<ObjectKey> addAndRun(Order order) {
    addOnly(order);
    Optional<ObjectKey> key = measured.poll();
    key.ifPresent(measured::done);
    return key;
  }

  @Benchmark
  @OperationsPerInvocation(ADDS)
  public void addOnly(Order order) {
    for (int i = 0; i < ADDS; i++) {
      measured.add(order.next(), Priority.CHANGE);
    }
  }
}
