package io.windlass.controllers.adapter.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads and timers of the JVM keep what the port says. */
@Timeout(20)
class VirtualThreadSchedulerTest {
  private final VirtualThreadScheduler scheduler = new VirtualThreadScheduler();
  private final List<Integer> order = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void workRunsOnAVirtualThread() throws InterruptedException {
    CountDownLatch virtual = new CountDownLatch(1);
    scheduler.fork(
        () -> {
          if (Thread.currentThread().isVirtual()) {
            virtual.countDown();
          }
        });
    virtual.await();
  }

  @Test
  void delayedWorkRunsAfterItsDelayByTheTicker() throws InterruptedException {
    var ticker = scheduler.platform(RuntimeMetrics.NONE).ticker();
    Instant start = ticker.now();
    CountDownLatch fired = new CountDownLatch(1);
    scheduler.after(Duration.ofMillis(30), fired::countDown);
    fired.await();
    assertThat(Duration.between(start, ticker.now())).isGreaterThan(Duration.ofMillis(25));
  }

  @Test
  void workThatIsTakenBackDoesNotRun() throws InterruptedException {
    scheduler.after(Duration.ofMillis(10), () -> order.add(1)).cancel();
    CountDownLatch later = new CountDownLatch(1);
    scheduler.after(Duration.ofMillis(40), later::countDown);
    later.await();
    assertThat(order).isEmpty();
  }

  @Test
  void aLaneOfOneKeepsTheOrder() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(100);
    Scheduler.Lane lane = scheduler.bounded("test", 1);
    for (int i = 0; i < 100; i++) {
      int number = i;
      lane.fork(
          () -> {
            order.add(number);
            all.countDown();
          });
    }
    all.await();
    assertThat(order).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void aLaneIsFilledToItsLimitAndNoFurther() throws InterruptedException {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(3);
    CountDownLatch all = new CountDownLatch(50);
    Scheduler.Lane lane = scheduler.bounded("test", 3);
    for (int i = 0; i < 50; i++) {
      lane.fork(
          () -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            together.countDown();
            awaitUninterruptibly(together);
            now.decrementAndGet();
            all.countDown();
          });
    }
    all.await();
    assertThat(most).hasValue(3);
  }

  @Test
  void workThatThrowsGivesItsPlaceBack() throws InterruptedException {
    CountDownLatch next = new CountDownLatch(1);
    Scheduler.Lane lane = scheduler.bounded("test", 1);
    lane.fork(
        () -> {
          throw new IllegalStateException("planted by this test");
        });
    lane.fork(next::countDown);
    next.await();
  }

  @Test
  void noTimerFiresAfterTheEnd() throws InterruptedException {
    scheduler.after(Duration.ofMillis(10), () -> order.add(1));
    scheduler.close();
    scheduler.after(Duration.ofMillis(1), () -> order.add(2)).cancel();
    try (VirtualThreadScheduler other = new VirtualThreadScheduler()) {
      CountDownLatch later = new CountDownLatch(1);
      other.after(Duration.ofMillis(40), later::countDown);
      later.await();
    }
    assertThat(order).isEmpty();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
