package io.windlass.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every {@link WorkQueue} whatever is done to it in whatever order. */
public abstract class WorkQueueLawsContract {
  private static final List<Step.Kind> USUAL_AND_RARE =
      List.of(
          Step.Kind.ADD,
          Step.Kind.ADD,
          Step.Kind.ADD,
          Step.Kind.POLL,
          Step.Kind.POLL,
          Step.Kind.POLL,
          Step.Kind.DONE,
          Step.Kind.DONE,
          Step.Kind.DONE,
          Step.Kind.PASS,
          Step.Kind.PASS,
          Step.Kind.PLANNED,
          Step.Kind.FORGET,
          Step.Kind.ADD_AFTER,
          Step.Kind.ADD_BACKED_OFF);
  private static final Duration LONGEST = Duration.ofMillis(400);

  /** Something that is done to a queue. */
  record Step(Kind kind, int key, Priority priority, int millis) {
    enum Kind {
      ADD,
      ADD_AFTER,
      ADD_BACKED_OFF,
      FORGET,
      POLL,
      PLANNED,
      DONE,
      PASS
    }
  }

  public abstract WorkQueue<Integer> create(Platform platform, Pace pace);

  @Property(tries = 500)
  void everyAddIsAnsweredByALaterRun(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    steps.forEach(model::apply);
    model.runUntilQuiet();
    assertThat(model.unanswered).isEmpty();
    assertThat(model.queue.depth()).isZero();
  }

  @Property(tries = 500)
  void whatIsNeitherAnsweredNorRunningIsToldAtTheEnd(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    steps.forEach(model::apply);
    assertThat(model.queue.close()).containsExactlyInAnyOrderElementsOf(model.unanswered.keySet());
  }

  @Property(tries = 500)
  void noRunStartsBeforeItsPauseIsOverUnlessAUserWaits(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    for (Step step : steps) {
      model.apply(
          step.priority() == Priority.USER_EDIT
              ? new Step(step.kind(), step.key(), Priority.CHANGE, step.millis())
              : step);
    }
    assertThat(model.tooSoon).isEmpty();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.of(USUAL_AND_RARE),
            Arbitraries.integers().between(0, 1),
            Arbitraries.of(Priority.class),
            Arbitraries.of(0, 0, 1, 2, 5, 30, 300))
        .as(Step::new)
        .list()
        .ofMaxSize(100);
  }

  /** What is known of a queue from outside. */
  private final class Model {
    final SteppedTicker ticker = new SteppedTicker();
    final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
    final WorkQueue<Integer> queue =
        create(
            scheduler.platform(),
            new Pace(Duration.ofMillis(5), LONGEST, 10, Duration.ofMillis(250)));
    final Map<Integer, Step> unanswered = new HashMap<>();
    final Set<Integer> running = new TreeSet<>();
    final Map<Integer, Instant> startedAt = new HashMap<>();
    final Map<Integer, Instant> pausedUntil = new HashMap<>();
    final Map<Integer, Duration> planTime = new HashMap<>();
    final Set<Integer> tooSoon = new TreeSet<>();

    void apply(Step step) {
      switch (step.kind()) {
        case ADD -> queue.add(step.key(), step.priority());
        case ADD_AFTER -> queue.addAfter(step.key(), step.priority(), millis(step));
        case ADD_BACKED_OFF -> queue.addBackedOff(step.key(), step.priority());
        case FORGET -> queue.forget(step.key());
        case POLL -> poll();
        case PLANNED -> running.stream().findFirst().ifPresent(this::planned);
        case DONE -> running.stream().findFirst().ifPresent(this::done);
        case PASS -> scheduler.advance(millis(step));
      }
      switch (step.kind()) {
        case ADD, ADD_AFTER, ADD_BACKED_OFF -> unanswered.put(step.key(), step);
        case FORGET, POLL, PLANNED, DONE, PASS -> {}
      }
    }

    void runUntilQuiet() {
      for (int i = 0; i < 20; i++) {
        List.copyOf(running).forEach(this::done);
        while (poll()) {
          List.copyOf(running).forEach(this::done);
        }
        scheduler.advance(LONGEST);
      }
    }

    private boolean poll() {
      Optional<Integer> key = queue.poll();
      key.ifPresent(this::started);
      return key.isPresent();
    }

    private void started(int key) {
      assertThat(running.add(key)).as("key %d runs once at a time", key).isTrue();
      assertThat(unanswered.remove(key)).as("key %d was asked for", key).isNotNull();
      if (ticker.now().isBefore(pausedUntil.getOrDefault(key, Instant.MIN))) {
        tooSoon.add(key);
      }
      startedAt.put(key, ticker.now());
      planTime.remove(key);
    }

    private void planned(int key) {
      planTime.put(key, Duration.between(startedAt.getOrDefault(key, ticker.now()), ticker.now()));
      queue.planned(key);
    }

    private void done(int key) {
      running.remove(key);
      Duration whole = Duration.between(startedAt.getOrDefault(key, ticker.now()), ticker.now());
      long pauseMillis = Math.min(250, planTime.getOrDefault(key, whole).toMillis() * 10);
      pausedUntil.put(key, startedAt.getOrDefault(key, ticker.now()).plusMillis(pauseMillis));
      queue.done(key);
    }

    private static Duration millis(Step step) {
      return Duration.ofMillis(step.millis());
    }
  }
}
