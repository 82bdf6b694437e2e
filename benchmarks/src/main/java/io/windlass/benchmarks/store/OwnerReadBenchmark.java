package io.windlass.benchmarks.store;

import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do the pods of one owner cost, 100 of 100,000, any of 1,000 owners? {@code benchmarks/jmh
 * -prof gc OwnerRead}; one array of 100 references is 416 bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
public class OwnerReadBenchmark {
  /** A {@link PodCache.Kind}. */
  @Param({"LOCKED", "FABRIC8", "CONCURRENT"})
  public String store = "";

  private final SplittableRandom random = new SplittableRandom(1);
  private PodPopulation population = PodPopulation.NONE;
  private PodCache cache = PodCache.Kind.CONCURRENT.create();

  /** Every pod has changed once. */
  @Setup
  public void fill() {
    population = PodPopulation.even();
    cache = PodCache.Kind.valueOf(store).create();
    for (int round = 1; round <= 2; round++) {
      for (int pod = 0; pod < PodPopulation.PODS; pod++) {
        cache.change(population, pod, round);
      }
    }
  }

  @Benchmark
  public List<?> ownedBy() {
    return cache.ownedBy(population.ownerUid(random.nextInt(PodPopulation.PODS)));
  }
}
