package io.windlass.benchmarks.queue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost two threads to let a value wait and to take the one back that waits longest of
 * theirs, while 100,000 wait? That is the fate of most delays: a change brings the key forward.
 * {@code benchmarks/jmh -prof gc TimerBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
@Threads(2)
public class TimerBenchmark {
  private static final int WAITING = 100_000;
  private static final int OWN = 1 << 10;
  private static final long HOUR = TimeUnit.HOURS.toMicros(1);

  /** A {@link Timers.Kind}. */
  @Param({"EXECUTOR", "WHEEL"})
  public String timers = "";

  private Timers measured = Timers.Kind.WHEEL.create();

  /** What a thread lets wait. */
  @State(Scope.Thread)
  public static class Own {
    private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());
    private final Runnable[] waiting = new Runnable[OWN];
    private int next;

    /** Nothing waits. */
    public Own() {
      Runnable nothing = () -> {};
      Arrays.fill(waiting, nothing);
    }

    long delay() {
      return HOUR + random.nextLong(HOUR);
    }

    void replace(Runnable cancel) {
      waiting[next].run();
      waiting[next] = cancel;
      next = (next + 1) & (OWN - 1);
    }
  }

  /** Others wait. */
  @Setup
  public void fill() {
    measured = Timers.Kind.valueOf(timers).create();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < WAITING; i++) {
      measured.after(HOUR + random.nextLong(HOUR));
    }
  }

  /** Nothing is left. */
  @TearDown
  public void close() {
    measured.close();
  }

  @Benchmark
  public void waitAndTakeBack(Own own) {
    own.replace(measured.after(own.delay()));
  }
}
