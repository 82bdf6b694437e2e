package io.windlass.benchmarks.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each loop promises that is compared with the engine's. */
class EventLoopTest {
  private static final int OBJECTS = 50;
  private static final int EVENTS = 400;

  private final List<ObjectKey> objects = OwnerKeys.of(OBJECTS).keys();
  private final AtomicIntegerArray wanted = new AtomicIntegerArray(OBJECTS);
  private final AtomicIntegerArray seen = new AtomicIntegerArray(OBJECTS);
  private final AtomicIntegerArray running = new AtomicIntegerArray(OBJECTS);
  private final AtomicInteger overlaps = new AtomicInteger();
  private final CountDownLatch allSeen = new CountDownLatch(OBJECTS);

  @ParameterizedTest
  @EnumSource
  @Timeout(20)
  void everyEventIsSeenByARunAndNoObjectRunsTwiceAtOnce(EventLoop.Kind kind)
      throws InterruptedException {
    try (EventLoop loop = kind.create(objects, this::run)) {
      for (int i = 0; i < EVENTS * OBJECTS; i++) {
        wanted.incrementAndGet(i % OBJECTS);
        loop.event(objects.get(i % OBJECTS));
      }
      assertThat(allSeen.await(15, TimeUnit.SECONDS)).as("the last events are seen").isTrue();
    }
    assertThat(overlaps).hasValue(0);
  }

  private void run(ObjectKey object) {
    int number = objects.indexOf(object);
    if (running.getAndIncrement(number) != 0) {
      overlaps.incrementAndGet();
    }
    int now = wanted.get(number);
    if (now == EVENTS && seen.getAndSet(number, now) != now) {
      allSeen.countDown();
    }
    running.decrementAndGet(number);
  }

  @ParameterizedTest
  @EnumSource
  @Timeout(20)
  void anEventDuringARunBringsAnother(EventLoop.Kind kind) throws InterruptedException {
    ObjectKey object = objects.getFirst();
    Semaphore started = new Semaphore(0);
    Semaphore mayEnd = new Semaphore(0);
    try (EventLoop loop = kind.create(List.of(object), _ -> runUntil(started, mayEnd))) {
      loop.event(object);
      started.acquire();
      loop.event(object);
      mayEnd.release(OBJECTS);
      assertThat(started.tryAcquire(15, TimeUnit.SECONDS)).as("another run starts").isTrue();
    }
  }

  private static void runUntil(Semaphore started, Semaphore mayEnd) {
    started.release();
    mayEnd.acquireUninterruptibly();
  }
}
