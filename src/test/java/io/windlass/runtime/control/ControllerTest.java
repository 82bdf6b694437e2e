package io.windlass.runtime.control;

import static io.windlass.runtime.queue.WorkQueue.Priority.CHANGE;
import static io.windlass.runtime.queue.WorkQueue.Priority.RESYNC;
import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.ConcurrentWorkQueue;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import io.windlass.runtime.testing.RecordedMetrics;
import io.windlass.runtime.testing.SteppedScheduler;
import io.windlass.runtime.testing.SteppedTicker;
import io.windlass.runtime.testing.ThreadedScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The loop as sentences, on stepped time. */
class ControllerTest {
  private final SteppedTicker ticker = new SteppedTicker();
  private final SteppedScheduler scheduler = SteppedScheduler.inOrder(ticker);
  private final RecordedMetrics metrics = new RecordedMetrics();
  private final Platform platform = scheduler.platform(metrics);
  private final WorkQueue<String> queue = new ConcurrentWorkQueue<>("test", platform, Pace.DEFAULT);
  private final List<String> runs = new ArrayList<>();
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final Controller<String> controller = controller(this::reconcile);

  @Test
  void aKeyThatIsDoneRunsOnceForEachChange() {
    controller.start();
    queue.add("a", CHANGE);
    queue.add("b", CHANGE);
    scheduler.advance(Duration.ofHours(1));
    assertThat(runs).containsExactly("a@0", "b@0");
    assertThat(metrics.lines("ran")).containsExactly("ran test done", "ran test done");
  }

  @Test
  void keysThatWereAddedBeforeTheStartRunAtTheStart() {
    queue.add("a", CHANGE);
    scheduler.runAll();
    assertThat(runs).isEmpty();
    controller.start();
    scheduler.runAll();
    assertThat(runs).containsExactly("a@0");
  }

  @Test
  void issue1026AStartWithManyPodsPlansEachOwnerOnce() {
    for (int pod = 0; pod < 1_000; pod++) {
      queue.add(pod % 2 == 0 ? "a" : "b", RESYNC);
    }
    controller.start();
    scheduler.runAll();
    assertThat(runs).containsExactlyInAnyOrder("a@0", "b@0");
  }

  @Test
  void aKeyLooksAgainWhenItSaid() {
    outcomes.put("a", new Outcome.LookAgain(SteppedTicker.START.plusSeconds(30)));
    controller.start();
    queue.add("a", CHANGE);
    scheduler.runAll();
    outcomes.remove("a");
    scheduler.advance(Duration.ofMinutes(5));
    assertThat(runs).containsExactly("a@0", "a@30000");
    assertThat(metrics.lines("ran")).containsExactly("ran test later", "ran test done");
  }

  @Test
  void timePassesBetweenTwoLooks() {
    outcomes.put("a", new Outcome.LookAgain(SteppedTicker.START));
    controller.start();
    queue.add("a", CHANGE);
    scheduler.advance(Duration.ofMillis(3));
    assertThat(runs).containsExactly("a@0", "a@1", "a@2", "a@3");
  }

  @Test
  void whatIsRetriedComesBackLaterAndLaterAndASuccessForgetsThat() {
    outcomes.put("a", new Outcome.Retry("quota"));
    controller.start();
    queue.add("a", CHANGE);
    scheduler.advance(Duration.ofMillis(40));
    assertThat(runs).containsExactly("a@0", "a@5", "a@15", "a@35");
    outcomes.remove("a");
    scheduler.advance(Duration.ofMillis(60));
    outcomes.put("a", new Outcome.Retry("quota"));
    queue.add("a", CHANGE);
    scheduler.advance(Duration.ofMillis(5));
    assertThat(runs).endsWith("a@75", "a@100", "a@105");
  }

  @Test
  void aRetryWithALatestTimeWaitsNoLongerThanThat() {
    outcomes.put("a", new Outcome.Retry("quota", Optional.of(SteppedTicker.START.plusMillis(2))));
    controller.start();
    queue.add("a", CHANGE);
    scheduler.advance(Duration.ofMillis(12));
    assertThat(runs).containsExactly("a@0", "a@2", "a@12");
  }

  @Test
  void aBugIsRetriedWithBackOffAndStopsNobodyElse() {
    Controller<String> faulty =
        controller(
            key -> {
              reconcile(key);
              if (key.equals("bad")) {
                throw new IllegalStateException("planted by this test");
              }
              return new Outcome.Done();
            });
    faulty.start();
    queue.add("bad", CHANGE);
    queue.add("good", CHANGE);
    scheduler.advance(Duration.ofMillis(15));
    assertThat(runs).containsExactly("bad@0", "good@0", "bad@5", "bad@15");
    assertThat(metrics.lines("ran")).containsOnlyOnce("ran test done").contains("ran test failed");
  }

  @Test
  void nothingRunsAfterTheEnd() {
    controller.start();
    queue.add("a", CHANGE);
    assertThat(controller.close(Duration.ofSeconds(1))).isTrue();
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(runs).isEmpty();
  }

  @Test
  @Timeout(20)
  void theEndWaitsForWhatRunsAndNoLongerThanItMay() throws InterruptedException {
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      CountDownLatch started = new CountDownLatch(1);
      CountDownLatch mayEnd = new CountDownLatch(1);
      WorkQueue<String> keys = new ConcurrentWorkQueue<>("test", threads.platform(), Pace.DEFAULT);
      Controller<String> slow =
          new Controller<>(
              new Controller.Setup("test", 2),
              keys,
              _ -> {
                started.countDown();
                awaitUninterruptibly(mayEnd);
                return new Outcome.Done();
              },
              threads.platform());
      slow.start();
      keys.add("a", CHANGE);
      started.await();
      assertThat(slow.close(Duration.ofMillis(20))).isFalse();
      threads.after(Duration.ofMillis(20), mayEnd::countDown);
      assertThat(slow.close(Duration.ofSeconds(15))).isTrue();
    }
  }

  @Test
  @Timeout(20)
  void asManyKeysRunAtOnceAsThereAreWorkers() throws InterruptedException {
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      AtomicInteger now = new AtomicInteger();
      AtomicInteger most = new AtomicInteger();
      CountDownLatch together = new CountDownLatch(3);
      CountDownLatch all = new CountDownLatch(200);
      WorkQueue<String> keys = new ConcurrentWorkQueue<>("test", threads.platform(), Pace.DEFAULT);
      Reconciler<String> counting =
          _ -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            awaitUninterruptibly(together);
            now.decrementAndGet();
            all.countDown();
            return new Outcome.Done();
          };
      new Controller<>(new Controller.Setup("test", 3), keys, counting, threads.platform()).start();
      for (int i = 0; i < 200; i++) {
        keys.add("key-" + i, CHANGE);
      }
      all.await();
      assertThat(most).hasValue(3);
    }
  }

  private Controller<String> controller(Reconciler<String> reconciler) {
    return new Controller<>(new Controller.Setup("test", 2), queue, reconciler, platform);
  }

  private Outcome reconcile(String key) {
    runs.add(key + "@" + Duration.between(SteppedTicker.START, ticker.now()).toMillis());
    return outcomes.getOrDefault(key, new Outcome.Done());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
