package io.windlass.runtime.apply;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.FakeWriter;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Owners that want writes from one pipeline, each of which plans again when it is told to come
 * back, on stepped time; and what each got when.
 */
final class Crowd {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private static final List<Action> WRITES =
      IntStream.range(0, 100).<Action>mapToObj(i -> PipelineRig.patch("pod-" + i, 1)).toList();

  private final SteppedTicker ticker = new SteppedTicker();
  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  private final WritePipeline pipeline;
  private final PriorityQueue<Turn> turns =
      new PriorityQueue<>(Comparator.comparing(Turn::at).thenComparing(Turn::name));
  private final Map<String, Integer> left = new LinkedHashMap<>();
  private final Map<String, Instant> doneAt = new LinkedHashMap<>();
  private final List<Sent> sent = new ArrayList<>();
  private int plans;
  private int requests;

  /** So many writes of one owner at one moment. */
  record Sent(Instant at, String name, int writes) {}

  private record Turn(Instant at, String name, Priority priority) {}

  Crowd(Limits limits) {
    this(limits, (_, result) -> result);
  }

  /** A crowd before a cluster whose answers depend on the time. */
  Crowd(Limits limits, BiFunction<Duration, WriteResult, WriteResult> border) {
    var platform = scheduler.platform();
    FakeWriter cluster = new FakeWriter();
    Writer bordered =
        new Writer() {
          @Override
          public WriteResult write(Action action) {
            requests++;
            return border.apply(
                Duration.between(SteppedTicker.START, ticker.now()), cluster.write(action));
          }

          @Override
          public boolean refresh(Target target) {
            return true;
          }
        };
    pipeline =
        new WritePipeline(
            new WritePipeline.Ports(bordered, _ -> {}, platform),
            new Expectations(platform, Expectations.TIMEOUT),
            limits);
  }

  /** An owner arrives, and wants so many writes. */
  Crowd arrives(String name, Duration at, Priority priority, int writes) {
    turns.add(new Turn(SteppedTicker.START.plus(at), name, priority));
    left.put(name, writes);
    return this;
  }

  /** Several that arrive at the beginning. */
  Crowd rivals(int count, Priority priority, int writes) {
    IntStream.range(0, count).forEach(i -> arrives("rival-" + i, Duration.ZERO, priority, writes));
    return this;
  }

  Crowd runFor(Duration time) {
    Instant end = SteppedTicker.START.plus(time);
    while (!turns.isEmpty() && !turns.peek().at.isAfter(end)) {
      Turn turn = turns.remove();
      ticker.set(turn.at);
      play(turn);
    }
    ticker.set(end);
    return this;
  }

  private void play(Turn turn) {
    Optional<Instant> heldUp = pipeline.heldUpUntil(owner(turn.name));
    if (heldUp.isPresent()) {
      turns.add(new Turn(heldUp.get(), turn.name, turn.priority));
      return;
    }
    plans++;
    int wants = Math.min(left.getOrDefault(turn.name, 0), WRITES.size());
    List<Action> wanted = WRITES.subList(0, wants);
    Execution execution =
        pipeline.execute(
            new Plan(wanted, Optional.empty(), Optional.empty(), List.of()),
            new PlanScope(owner(turn.name), turn.priority, () -> true));
    scheduler.runAll();
    int done = execution.applied().size();
    sent.add(new Sent(ticker.now(), turn.name, done));
    if (left.merge(turn.name, -done, Integer::sum) == 0) {
      doneAt.put(turn.name, ticker.now());
      return;
    }
    Instant next = execution.retryAt().orElse(ticker.now());
    Instant soon = ticker.now().plus(AT_ONCE);
    turns.add(new Turn(next.isBefore(soon) ? soon : next, turn.name, turn.priority));
  }

  /** How long after the beginning an owner had all that it wanted; a day if it has not yet. */
  Duration doneAfter(String name) {
    return Optional.ofNullable(doneAt.get(name))
        .map(at -> Duration.between(SteppedTicker.START, at))
        .orElse(Duration.ofDays(1));
  }

  /** Writes of all. */
  int total() {
    return sent.stream().mapToInt(Sent::writes).sum();
  }

  int total(String name) {
    return sent.stream().filter(s -> s.name.equals(name)).mapToInt(Sent::writes).sum();
  }

  /** The most writes that went out within any stretch of this length. */
  int mostWithin(Duration stretch) {
    int most = 0;
    int inside = 0;
    int first = 0;
    for (Sent next : sent) {
      inside += next.writes;
      for (; sent.get(first).at.plus(stretch).isBefore(next.at); first++) {
        inside -= sent.get(first).writes;
      }
      most = Math.max(most, inside);
    }
    return most;
  }

  /** Every request, those included that were turned away. */
  int requests() {
    return requests;
  }

  int plans() {
    return plans;
  }

  private static Target owner(String name) {
    return new Target(PipelineRig.KIND, new ObjectKey("ns", name));
  }
}
