package io.windlass.benchmarks.plan;

import io.windlass.controllers.cloneset.RememberedDocuments;
import io.windlass.core.cloneset.CloneSetPlanner;
import io.windlass.core.cloneset.CloneSetSnapshot;
import io.windlass.core.cloneset.Documents;
import io.windlass.core.inplace.TemplateChange;
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
 * What does a plan cost in the middle of a rollout of 10 pods with a template of 6 KB, and what of
 * it is reading documents again? With the simple compiler, as the manager runs. {@code
 * benchmarks/jmh PlanBenchmark}
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:TieredStopAtLevel=1")
public class PlanBenchmark {
  /** Whether answers about documents are remembered. */
  @Param({"ANEW", "REMEMBERED"})
  public String documents = "";

  private Documents reader = Documents.ANEW;
  private CloneSetSnapshot snapshot = RolloutExample.snapshot();

  @Setup
  public void choose() {
    reader = documents.equals("ANEW") ? Documents.ANEW : new RememberedDocuments();
    snapshot = snapshot.with(reader);
  }

  @Benchmark
  public Plan plan() {
    return CloneSetPlanner.plan(snapshot);
  }

  /** The selector compiled, defaults filled in, the template tidied. */
  @Benchmark
  public Object spec() {
    return reader.spec(snapshot.cloneSet().spec());
  }

  /** The template that a revision recorded. */
  @Benchmark
  public Object template() {
    return reader.template(snapshot.revisions().getFirst().data());
  }

  /** The difference of two revisions. */
  @Benchmark
  public TemplateChange change() {
    return reader.change(
        snapshot.revisions().getFirst(),
        snapshot.revisions().getLast(),
        TemplateChange.Means.PLAIN);
  }
}
