package io.windlass.benchmarks.queue;

import io.windlass.core.model.ObjectKey;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many events about 10,000 objects does a loop take in from one thread, and how many empty runs
 * does it start beside that? The n-th object comes 1/n as often as the first. {@code benchmarks/jmh
 * EventLoopBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(3)
public class EventLoopBenchmark {
  private static final OwnerKeys KEYS = OwnerKeys.of(10_000);

  /** An {@link EventLoop.Kind}. */
  @Param({"FRAMEWORK", "LOCKED", "CONCURRENT"})
  public String loop = "";

  private final LongAdder runs = new LongAdder();
  private final ObjectKey[] order = KEYS.zipf(1);
  private EventLoop measured = EventLoop.Kind.CONCURRENT.create(KEYS.keys(), _ -> {});
  private int next;

  /** What goes on beside the events. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Beside {
    /** Runs started a second. */
    public long runs;

    private long before;

    void count(long now) {
      runs += now - before;
      before = now;
    }
  }

  /** All objects are known. */
  @Setup
  public void create() {
    measured.close();
    measured = EventLoop.Kind.valueOf(loop).create(KEYS.keys(), _ -> runs.increment());
  }

  /** No run starts any more. */
  @TearDown
  public void close() {
    measured.close();
  }

  @Benchmark
  public void events(Beside beside) {
    measured.event(order[next++ & (OwnerKeys.ORDER - 1)]);
    if ((next & 1_023) == 0) {
      beside.count(runs.sum());
    }
  }
}
