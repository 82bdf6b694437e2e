package io.windlass.benchmarks.pacing;

import io.windlass.controllers.cloneset.RememberedDocuments;
import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.plan.Plan;
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
 * How long does one plan take, and does it grow with the pods and no faster? At rest, in the middle
 * of a rollout in place, and when no pod is there yet; documents remembered, as in the manager.
 * {@code benchmarks/jmh Plan}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xmx1g"})
public class PlanBenchmark {
  /** What the CloneSet is in. */
  @Param({"AT_REST", "IN_ROLLOUT", "EMPTY"})
  public String moment = "";

  /** Pods of the one CloneSet. */
  @Param({"100", "1000", "10000", "100000"})
  public int pods;

  private CloneSetSnapshot snapshot = PlanSnapshots.empty(1);

  @Setup
  public void fill() {
    snapshot =
        switch (moment) {
          case "AT_REST" -> PlanSnapshots.atRest(pods);
          case "IN_ROLLOUT" -> PlanSnapshots.inRollout(pods);
          case "EMPTY" -> PlanSnapshots.empty(pods);
          default -> throw new IllegalArgumentException("no such moment: " + moment);
        };
    snapshot = snapshot.with(new RememberedDocuments());
  }

  @Benchmark
  public Plan plan() {
    return CloneSetPlanner.plan(snapshot);
  }
}
