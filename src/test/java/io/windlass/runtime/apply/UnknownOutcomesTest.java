package io.windlass.runtime.apply;

import static io.windlass.runtime.apply.PipelineRig.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.control.Controller;
import io.windlass.runtime.control.Outcome;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A controller that wants five pods, queue and pipeline in front of a cluster that does not answer
 * as it should: whatever is unknown, it neither stands still nor asks in a loop. The watch tells
 * nothing in all of this; only own answers are known.
 */
class UnknownOutcomesTest {
  private static final int WANTED = 5;
  private static final Duration OUTAGE = Duration.ofMinutes(2);

  private final SteppedTicker ticker = new SteppedTicker();
  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final List<String> pods = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private WriteResult faulty = new WriteResult.Unknown("500 words");
  private boolean takesEffect;
  private boolean readable;

  @Test
  void aBrokenWatchStopsNobodyBecauseOwnAnswersAreSeenAtOnce() {
    run(Duration.ZERO, Duration.ofSeconds(1));
    assertThat(pods).hasSize(WANTED);
    assertThat(requests).as("nothing is created twice").hasSize(WANTED);
  }

  @Test
  void aServerThatBreaksAndCannotBeReadIsAskedLessAndLess() {
    run(OUTAGE, OUTAGE);
    assertThat(requests).as("writes and reads in two minutes").hasSizeLessThan(40);
    assertThat(metrics.lines("expired")).as("it was given up").isNotEmpty();
    assertThat(requests.stream().filter("create"::equals))
        .as("and tried again")
        .hasSizeGreaterThan(1);
  }

  @Test
  void whenTheServerIsBackTheControllerGetsDone() {
    run(OUTAGE, OUTAGE.plusSeconds(60));
    assertThat(pods).hasSize(WANTED);
  }

  @Test
  void aServerThatBreaksButCanBeReadBacksTheControllerOff() {
    readable = true;
    run(OUTAGE, OUTAGE);
    assertThat(requests.stream().filter("create"::equals)).hasSizeBetween(5, 40);
    assertThat(metrics.lines("expired")).isEmpty();
  }

  @Test
  void whatTookEffectWithoutAnAnswerIsFoundAndNotMadeAgain() {
    readable = true;
    takesEffect = true;
    run(OUTAGE, OUTAGE);
    assertThat(pods).hasSize(WANTED).doesNotHaveDuplicates();
    assertThat(requests.stream().filter("create"::equals)).hasSize(WANTED);
  }

  @Test
  void aServerThatCannotBeReachedIsAskedOnceInAWhile() {
    faulty = new WriteResult.Throttled(Duration.ofSeconds(1));
    run(OUTAGE, OUTAGE);
    assertThat(requests).hasSizeBetween(50, 125);
    scheduler.advance(Duration.ofSeconds(3));
    assertThat(pods).as("it is back").hasSize(WANTED);
  }

  private void run(Duration outage, Duration time) {
    Platform platform = scheduler.platform(metrics);
    WritePipeline pipeline =
        new WritePipeline(
            new WritePipeline.Ports(new Cluster(outage), _ -> {}, platform),
            new Expectations(platform, Expectations.TIMEOUT),
            Limits.DEFAULT);
    WorkQueue<ObjectKey> queue = new ConcurrentWorkQueue<>("test", platform, Pace.DEFAULT);
    new Controller<>(new Controller.Setup("test", 1), queue, _ -> reconcile(pipeline), platform)
        .start();
    queue.add(OWNER.key(), Priority.USER_EDIT);
    scheduler.advance(time);
  }

  private Outcome reconcile(WritePipeline pipeline) {
    return pipeline
        .heldUpUntil(OWNER)
        .<Outcome>map(Outcome.LookAgain::new)
        .orElseGet(() -> create(pipeline));
  }

  private Outcome create(WritePipeline pipeline) {
    List<Action> missing =
        IntStream.range(0, WANTED)
            .mapToObj(i -> "pod-" + i)
            .filter(name -> !pods.contains(name))
            .<Action>map(PipelineRig::newPod)
            .toList();
    Plan plan = new Plan(missing, Optional.empty(), Optional.empty(), List.of());
    return pipeline
        .execute(plan, new PlanScope(OWNER, Priority.CHANGE, () -> true))
        .outcome(plan, ticker.now());
  }

  private final class Cluster implements Writer {
    private final Duration outage;
    private final List<String> unseen = new ArrayList<>();

    Cluster(Duration outage) {
      this.outage = outage;
    }

    private boolean isBroken() {
      return Duration.between(SteppedTicker.START, ticker.now()).compareTo(outage) < 0;
    }

    @Override
    public WriteResult write(Action action) {
      requests.add("create");
      String name = action.target().key().name();
      if (isBroken()) {
        unseen.addAll(takesEffect ? List.of(name) : List.of());
        return faulty;
      }
      pods.add(name);
      return new WriteResult.Applied("u", 1);
    }

    @Override
    public boolean refresh(Target target) {
      requests.add("get");
      boolean answers = readable || !isBroken();
      if (answers && unseen.remove(target.key().name())) {
        pods.add(target.key().name());
      }
      return answers;
    }
  }
}
