package io.windlass.benchmarks.store;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many changes does a store of 100,000 pods take in, from two threads, and from one beside a
 * reader? Owners have 1 to 10,000 pods. {@code benchmarks/jmh Change}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class ChangeBenchmark {
  /** A {@link PodCache.Kind}. */
  @Param({"LOCKED", "FABRIC8", "CONCURRENT", "SHARING"})
  public String store = "";

  private final AtomicLong versions = new AtomicLong();
  private PodPopulation population = PodPopulation.NONE;
  private PodCache cache = PodCache.Kind.CONCURRENT.create();

  /** Which pod comes next. */
  @State(Scope.Thread)
  public static class Choice {
    private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());

    int pod() {
      return random.nextInt(PodPopulation.PODS);
    }
  }

  /** Every pod is there. */
  @Setup
  public void fill() {
    population = PodPopulation.skewed();
    cache = PodCache.Kind.valueOf(store).create();
    for (int pod = 0; pod < PodPopulation.PODS; pod++) {
      cache.change(population, pod, versions.incrementAndGet());
    }
  }

  @Benchmark
  @Threads(2)
  public void twoWriters(Choice choice) {
    cache.change(population, choice.pod(), versions.incrementAndGet());
  }

  @Benchmark
  @Group("besideReader")
  public void write(Choice choice) {
    cache.change(population, choice.pod(), versions.incrementAndGet());
  }

  @Benchmark
  @Group("besideReader")
  public List<?> read(Choice choice) {
    return cache.ownedBy(population.ownerUid(choice.pod()));
  }
}
