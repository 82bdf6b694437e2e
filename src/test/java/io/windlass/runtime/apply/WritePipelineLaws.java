package io.windlass.runtime.apply;

import static io.windlass.runtime.apply.PipelineRig.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * What holds whatever a plan says and a cluster answers. While a write is in flight the stepped
 * scheduler may run helpers, so writes overlap as they do on threads, and repeatably.
 */
class WritePipelineLaws {
  private static final int CONCURRENCY = 3;

  /** What the plan wants of one of four pods. */
  record Wish(int pod, boolean create) {
    Action action() {
      String name = "p" + pod;
      return create ? PipelineRig.newPod(name) : PipelineRig.patch(name, 1);
    }
  }

  @Property(tries = 1000)
  void noActionOfAChainIsSentAfterAFailedOne(
      @ForAll("wishes") List<Wish> wishes, @ForAll long seed) {
    Run run = new Run(seed, 0.3, Integer.MAX_VALUE);
    run.execute(wishes);
    assertThat(run.faults).isEmpty();
    run.chains.forEach(
        (target, results) ->
            assertThat(results.subList(0, results.size() - 1))
                .as("answers about %s", target)
                .allMatch(WriteResult.Applied.class::isInstance));
  }

  @Property(tries = 1000)
  void everyActionIsSentAtMostOnceAndChainsKeepTheirOrder(
      @ForAll("wishes") List<Wish> wishes, @ForAll long seed) {
    Run run = new Run(seed, 0.2, Integer.MAX_VALUE);
    run.execute(wishes);
    run.sent.forEach(
        (target, actions) -> {
          List<Class<?>> wanted =
              wishes.stream()
                  .map(Wish::action)
                  .filter(a -> a.target().equals(target))
                  .<Class<?>>map(Action::getClass)
                  .toList();
          assertThat(wanted.subList(0, actions.size())).isEqualTo(actions);
        });
  }

  @Property(tries = 1000)
  void nothingIsSentAfterInvalidation(
      @ForAll("wishes") List<Wish> wishes,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 12) int checks) {
    Run run = new Run(seed, 0.1, checks);
    Execution execution = run.execute(wishes);
    assertThat(run.faults).isEmpty();
    assertThat(run.writes).isLessThanOrEqualTo(checks);
    assertThat(execution.stop() == Execution.Stop.OVERTAKEN).isEqualTo(run.invalid);
  }

  @Property(tries = 1000)
  void aPlanThatMeetsNoTroubleIsCarriedOutWhole(
      @ForAll("wishes") List<Wish> wishes, @ForAll long seed) {
    Run run = new Run(seed, 0, Integer.MAX_VALUE);
    Execution execution = run.execute(wishes);
    assertThat(execution)
        .isEqualTo(
            new Execution(
                wishes.stream().map(Wish::action).toList(),
                List.of(),
                Execution.Stop.NONE,
                Optional.empty(),
                false));
    assertThat(run.writes).isEqualTo(wishes.size());
    assertThat(run.faults).isEmpty();
  }

  @Property(tries = 1000)
  void createsDoNotOutrunTheSlowStart(@ForAll("wishes") List<Wish> wishes, @ForAll long seed) {
    Run run = new Run(seed, 0.3, Integer.MAX_VALUE);
    run.execute(wishes.stream().filter(Wish::create).toList());
    assertThat(run.overlappingFirst).as("the first create is alone").isFalse();
    assertThat(run.faults).isEmpty();
  }

  @Provide
  Arbitrary<List<Wish>> wishes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 5), Arbitraries.of(true, false, false))
        .as(Wish::new)
        .list()
        .ofMaxSize(14);
  }

  /** One execution, and all that was seen of it. */
  private static final class Run implements Writer {
    final SteppedScheduler scheduler;
    final Random random;
    final double failures;
    final Map<Target, List<WriteResult>> chains = new HashMap<>();
    final Map<Target, List<Class<?>>> sent = new HashMap<>();
    final List<Target> inFlight = new ArrayList<>();
    final List<String> faults = new ArrayList<>();
    final SteppedTicker ticker = new SteppedTicker();
    int checksLeft;
    int writes;
    boolean invalid;
    boolean overlappingFirst;

    Run(long seed, double failures, int checks) {
      this.random = new Random(seed);
      this.scheduler = SteppedScheduler.shuffled(ticker, seed);
      this.failures = failures;
      this.checksLeft = checks;
    }

    Execution execute(List<Wish> wishes) {
      var platform = scheduler.platform();
      WritePipeline pipeline =
          new WritePipeline(
              new WritePipeline.Ports(this, _ -> {}, platform),
              new Expectations(platform, Expectations.TIMEOUT),
              new Limits(CONCURRENCY, 100, Optional.empty()));
      List<Action> actions = wishes.stream().map(Wish::action).toList();
      Execution execution =
          pipeline.execute(
              new Plan(actions, Optional.empty(), Optional.empty(), List.of()),
              new PlanScope(OWNER, Priority.CHANGE, this::isValid));
      scheduler.runAll();
      return execution;
    }

    private boolean isValid() {
      invalid |= checksLeft-- <= 0;
      return !invalid;
    }

    @Override
    public WriteResult write(Action action) {
      enter(action);
      for (int i = random.nextInt(3); i > 0; i--) {
        scheduler.runOne();
      }
      inFlight.remove(action.target());
      WriteResult result = answer();
      chains.computeIfAbsent(action.target(), _ -> new ArrayList<>()).add(result);
      return result;
    }

    private void enter(Action action) {
      writes++;
      if (invalid) {
        faults.add(action + " was sent though the plan was invalid");
      }
      if (inFlight.contains(action.target())) {
        faults.add("two writes in flight for " + action.target());
      }
      inFlight.add(action.target());
      if (inFlight.size() > CONCURRENCY) {
        faults.add("too many writes in flight: " + inFlight);
      }
      overlappingFirst |= writes == 2 && inFlight.size() > 1;
      sent.computeIfAbsent(action.target(), _ -> new ArrayList<>()).add(action.getClass());
    }

    private WriteResult answer() {
      if (random.nextDouble() >= failures) {
        return new WriteResult.Applied("uid", 7);
      }
      return switch (random.nextInt(4)) {
        case 0 -> new WriteResult.Conflict("changed");
        case 1 -> new WriteResult.Throttled(Duration.ofSeconds(1));
        case 2 -> new WriteResult.Unknown("time-out");
        default -> new WriteResult.Refused(403, "Forbidden", "quota");
      };
    }

    @Override
    public boolean refresh(Target target) {
      return random.nextBoolean();
    }
  }
}
