package io.windlass.benchmarks.apply;

import io.windlass.controllers.adapter.system.VirtualThreadScheduler;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.apply.Limits;
import io.windlass.runtime.apply.PlanScope;
import io.windlass.runtime.apply.WritePipeline;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many writes a second does the pipeline put through if the server answers at once, beside bare
 * threads? Two workers carry out plans of 1,000 owners; the n-th comes 1/n as often as the first,
 * and plans have 1 to 200 patches, as many short ones as long ones on a logarithmic scale. {@code
 * benchmarks/jmh -prof gc PipelineBenchmark}
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(3)
@Threads(2)
public class PipelineBenchmark {
  private static final ResourceKind KIND = new ResourceKind("g", "v1", "CloneSet", "clonesets");
  private static final int OWNERS = 1_000;
  private static final int MOST = 200;
  private static final int AT_ONCE = 16;
  private static final List<Plan> PLANS =
      IntStream.rangeClosed(1, MOST).mapToObj(PipelineBenchmark::plan).toList();
  private static final Limits.Rate FAST = new Limits.Rate(100_000_000, 100_000_000);

  /** A {@link Path}. */
  @Param({"THREADS", "UNLIMITED", "RATED"})
  public String path = "";

  private final VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
  private final LongAdder written = new LongAdder();
  private PlanCarrier carrier = (_, _) -> {};

  /** Ways to carry a plan out. */
  private enum Path {
    /** A virtual thread for each write, 16 at once, and nothing else; the baseline. */
    THREADS,
    /** The pipeline without a rate limit. */
    UNLIMITED,
    /** With a limit that is never reached, and its bookkeeping. */
    RATED
  }

  @FunctionalInterface
  private interface PlanCarrier {
    void carryOut(Plan plan, PlanScope scope);
  }

  /** Whose plan comes next, and how many writes there were. */
  @State(Scope.Thread)
  @AuxCounters
  public static class Choice {
    /** Writes a second. */
    public long writes;

    private final SplittableRandom random = new SplittableRandom(Thread.currentThread().threadId());

    PlanScope owner() {
      int number = (int) Math.pow(OWNERS, random.nextDouble());
      Target owner = new Target(KIND, new ObjectKey("ns", "owner-" + number));
      return new PlanScope(owner, Priority.CHANGE, () -> true);
    }

    Plan plan() {
      Plan plan = PLANS.get((int) Math.pow(MOST, random.nextDouble()) - 1);
      writes += plan.actions().size();
      return plan;
    }
  }

  /** The path is made. */
  @Setup
  public void create() {
    Writer writer = new Answering(written);
    carrier =
        switch (Path.valueOf(path)) {
          case THREADS -> (plan, _) -> new BareWrites(writer, new Semaphore(AT_ONCE)).send(plan);
          case UNLIMITED -> pipeline(writer, new Limits(AT_ONCE, MOST, Optional.empty()))::execute;
          case RATED -> pipeline(writer, new Limits(AT_ONCE, MOST, Optional.of(FAST)))::execute;
        };
  }

  private WritePipeline pipeline(Writer writer, Limits limits) {
    Platform platform = scheduler.platform(RuntimeMetrics.NONE);
    return new WritePipeline(
        new WritePipeline.Ports(writer, _ -> {}, platform),
        new Expectations(platform, Expectations.TIMEOUT),
        limits);
  }

  /** No timer is left. */
  @TearDown
  public void close() {
    scheduler.close();
  }

  @Benchmark
  public void plans(Choice choice) {
    carrier.carryOut(choice.plan(), choice.owner());
  }

  private static Plan plan(int patches) {
    List<Action> actions =
        IntStream.range(0, patches).<Action>mapToObj(PipelineBenchmark::patch).toList();
    return new Plan(actions, Optional.empty(), Optional.empty(), List.of());
  }

  private static Action.Patch patch(int pod) {
    return new Action.Patch(
        new Target(ResourceKind.POD, new ObjectKey("ns", "pod-" + pod)),
        "",
        Action.PatchType.MERGE,
        Json.Obj.EMPTY,
        new Action.Precondition("u", pod + 1));
  }

  /** What is left of a pipeline without its promises. */
  private record BareWrites(Writer writer, Semaphore room) {
    void send(Plan plan) {
      for (Action action : plan.actions()) {
        room.acquireUninterruptibly();
        Thread.startVirtualThread(() -> send(action));
      }
      room.acquireUninterruptibly(AT_ONCE);
    }

    private void send(Action action) {
      writer.write(action);
      room.release();
    }
  }

  /** A server that takes no time. */
  private record Answering(LongAdder written) implements Writer {
    @Override
    public WriteResult write(Action action) {
      written.increment();
      return new WriteResult.Applied("u", 1);
    }

    @Override
    public boolean refresh(Target target) {
      return true;
    }
  }
}
