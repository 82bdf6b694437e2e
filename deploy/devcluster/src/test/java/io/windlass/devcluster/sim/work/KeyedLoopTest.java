package io.windlass.devcluster.sim.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.devcluster.sim.FakeCluster;
import io.windlass.devcluster.sim.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a loop promises to its steps. */
final class KeyedLoopTest {
  private final TestClock clock = new TestClock();
  private final FakeCluster api = new FakeCluster(clock);
  private final Surroundings here = new Surroundings(api, clock, Runnable::run);
  private final List<String> runs = new ArrayList<>();

  @Test
  void aKeyTouchedInItsOwnStepRunsOnceMore() {
    AtomicReference<KeyedLoop<String>> loop = new AtomicReference<>();
    loop.set(
        new KeyedLoop<>(
            "test",
            here,
            1,
            key -> {
              runs.add(key);
              if (runs.size() == 1) {
                loop.get().touch(key);
                loop.get().touch(key);
              }
              return Optional.empty();
            }));
    loop.get().touch("a");
    assertThat(runs).containsExactly("a", "a");
  }

  @Test
  void theNextLookIsAtItsMomentAndReplacedByATouch() {
    KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            here,
            1,
            key -> {
              runs.add(Duration.between(TestClock.START, clock.now()).toString());
              return runs.size() < 4 ? Optional.of(clock.now().plusSeconds(10)) : Optional.empty();
            });
    loop.touch("a");
    clock.step(Duration.ofSeconds(4));
    loop.touch("a");
    clock.step(Duration.ofSeconds(60));
    assertThat(runs).containsExactly("PT0S", "PT4S", "PT14S", "PT24S");
  }

  @Test
  void aStepThatFailsIsRepeatedLaterEachTime() {
    KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            here,
            1,
            key -> {
              runs.add(Duration.between(TestClock.START, clock.now()).toString());
              if (runs.size() < 4) {
                throw new IllegalStateException("planted");
              }
              return Optional.empty();
            });
    loop.touch("a");
    clock.step(Duration.ofSeconds(60));
    assertThat(runs).containsExactly("PT0S", "PT0.05S", "PT0.15S", "PT0.35S");
  }

  @Test
  void nothingRunsAfterClose() {
    KeyedLoop<String> loop =
        new KeyedLoop<>(
            "test",
            here,
            1,
            key -> {
              runs.add(key);
              return Optional.of(clock.now().plusSeconds(1));
            });
    loop.touch("a");
    loop.close();
    loop.touch("b");
    clock.step(Duration.ofSeconds(5));
    assertThat(runs).containsExactly("a");
  }

  @Test
  void neverTwoStepsOfOneKeyAndNoTouchIsLost() throws InterruptedException {
    ConcurrentHashMap<Integer, AtomicInteger> inside = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    CountDownLatch last = new CountDownLatch(10);
    ConcurrentHashMap<Integer, Boolean> asked = new ConcurrentHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      KeyedLoop<Integer> loop =
          new KeyedLoop<>(
              "test",
              new Surroundings(api, clock, threads),
              4,
              key -> {
                AtomicInteger count = inside.computeIfAbsent(key, k -> new AtomicInteger());
                overlaps.addAndGet(count.getAndIncrement());
                Thread.onSpinWait();
                count.decrementAndGet();
                Optional.ofNullable(asked.remove(key)).ifPresent(a -> last.countDown());
                return Optional.empty();
              });
      IntStream.range(0, 20_000).forEach(i -> loop.touch(i % 10));
      for (int key = 0; key < 10; key++) {
        asked.put(key, true);
        loop.touch(key);
      }
      assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
      loop.close();
    }
    assertThat(overlaps).hasValue(0);
  }
}
