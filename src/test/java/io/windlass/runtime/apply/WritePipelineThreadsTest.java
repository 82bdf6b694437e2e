package io.windlass.runtime.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windlass.core.plan.Action;
import io.windlass.core.plan.Plan;
import io.windlass.runtime.expect.Expectations;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.ThreadedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pipeline among real threads. */
@Timeout(20)
class WritePipelineThreadsTest {
  private static final int PODS = 300;
  private static final int LINKS = 3;
  private static final int CONCURRENCY = 4;
  private static final PlanScope ALWAYS =
      new PlanScope(PipelineRig.OWNER, Priority.CHANGE, () -> true);

  private final Set<Action.Target> inFlight = ConcurrentHashMap.newKeySet();
  private final Map<String, Action> faults = new ConcurrentHashMap<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @Test
  void chainsRunSideBySideAndExecuteReturnsWhenAllAreAnswered() {
    CountDownLatch together = new CountDownLatch(CONCURRENCY);
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      Execution execution =
          execute(
              threads,
              action -> {
                enter(action);
                together.countDown();
                awaitUninterruptibly(together);
                leave(action);
                return new WriteResult.Applied("uid", 7);
              });
      assertThat(execution.applied()).hasSize(PODS * LINKS + PODS);
      assertThat(now).hasValue(0);
      assertThat(most).hasValue(CONCURRENCY);
      assertThat(faults).isEmpty();
      assertThat(threads.bugs()).isEmpty();
    }
  }

  @Test
  void aBugOnAnotherThreadIsAFailureOfItsActionAndHangsNobody() {
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      Thread caller = Thread.currentThread();
      Execution execution =
          execute(
              threads,
              action -> {
                if (Thread.currentThread() != caller) {
                  throw new IllegalStateException("planted by this test");
                }
                pause(threads, Duration.ofMillis(1));
                return new WriteResult.Applied("uid", 7);
              });
      assertThat(execution.failed()).isNotEmpty();
      assertThat(execution.failed())
          .allMatch(failed -> failed.message().equals("the writer threw"));
    }
  }

  @Test
  void aBugOnTheCallingThreadIsThrownWhenNothingIsInFlightAnyMore() {
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      Thread caller = Thread.currentThread();
      CountDownLatch helperIsSending = new CountDownLatch(1);
      assertThatThrownBy(
              () ->
                  execute(
                      threads,
                      action -> {
                        if (Thread.currentThread() == caller) {
                          awaitUninterruptibly(helperIsSending);
                          throw new IllegalStateException("planted by this test");
                        }
                        enter(action);
                        helperIsSending.countDown();
                        pause(threads, Duration.ofMillis(20));
                        leave(action);
                        return new WriteResult.Applied("uid", 7);
                      }))
          .hasMessage("planted by this test");
      assertThat(now).hasValue(0);
    }
  }

  @Test
  void whoIsFasterThanItsHelpersWaitsForTheNextBatchOfCreates() {
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      Thread caller = Thread.currentThread();
      Function<Action, WriteResult> cluster =
          _ -> {
            boolean isCaller = Thread.currentThread() == caller;
            pause(threads, Duration.ofMillis(isCaller ? 2 : 10));
            return new WriteResult.Applied("uid", 7);
          };
      Execution execution = pipeline(threads, cluster).execute(creates(31), ALWAYS);
      assertThat(execution.applied()).hasSize(31);
    }
  }

  private void enter(Action action) {
    if (!inFlight.add(action.target())) {
      faults.put("two writes in flight", action);
    }
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
  }

  private void leave(Action action) {
    now.decrementAndGet();
    inFlight.remove(action.target());
  }

  private static Execution execute(
      ThreadedScheduler threads, Function<Action, WriteResult> cluster) {
    return pipeline(threads, cluster).execute(plan(), ALWAYS);
  }

  private static WritePipeline pipeline(
      ThreadedScheduler threads, Function<Action, WriteResult> cluster) {
    Writer writer =
        new Writer() {
          @Override
          public WriteResult write(Action action) {
            return cluster.apply(action);
          }

          @Override
          public boolean refresh(Action.Target target) {
            return true;
          }
        };
    return new WritePipeline(
        new WritePipeline.Ports(writer, _ -> {}, threads.platform()),
        new Expectations(threads.platform(), Expectations.TIMEOUT),
        new Limits(CONCURRENCY, 10_000, Optional.empty()));
  }

  private static Plan plan() {
    List<Action> actions = new ArrayList<>();
    for (int link = 0; link < LINKS; link++) {
      for (int pod = 0; pod < PODS; pod++) {
        actions.add(PipelineRig.patch("pod-" + pod, 1));
      }
    }
    actions.addAll(creates(PODS).actions());
    return new Plan(actions, Optional.empty(), Optional.empty(), List.of());
  }

  private static Plan creates(int pods) {
    List<Action> actions = new ArrayList<>();
    for (int pod = 0; pod < pods; pod++) {
      actions.add(PipelineRig.newPod("new-" + pod));
    }
    return new Plan(actions, Optional.empty(), Optional.empty(), List.of());
  }

  /** Gives other threads the time for a mistake. */
  private static void pause(ThreadedScheduler threads, Duration time) {
    CountDownLatch later = new CountDownLatch(1);
    threads.after(time, later::countDown);
    awaitUninterruptibly(later);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
