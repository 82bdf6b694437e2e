package io.windlass.runtime.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.runtime.port.Platform;
import io.windlass.runtime.queue.WorkQueue.Priority;
import io.windlass.runtime.testing.ThreadedScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link WorkQueue} promises to threads that race. */
public abstract class WorkQueueThreadsContract {
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final int KEYS = 200;
  private static final int PRODUCERS = 3;
  private static final int ADDS = 20_000;
  private static final Pace NO_PAUSE =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(8), 0, Duration.ZERO);

  private final AtomicIntegerArray wanted = new AtomicIntegerArray(KEYS);
  private final AtomicIntegerArray seen = new AtomicIntegerArray(KEYS);
  private final AtomicIntegerArray running = new AtomicIntegerArray(KEYS);
  private final AtomicInteger overlaps = new AtomicInteger();
  private final CountDownLatch allSeen = new CountDownLatch(KEYS);

  public abstract WorkQueue<Integer> create(Platform platform, Pace pace);

  @Test
  @Timeout(20)
  void everyAddIsSeenByARunAndNoKeyRunsTwiceAtOnce() throws InterruptedException {
    try (ThreadedScheduler scheduler = new ThreadedScheduler()) {
      WorkQueue<Integer> queue = create(scheduler.platform(), NO_PAUSE);
      var workers = scheduler.bounded("workers", 4);
      queue.onReady(() -> workers.fork(() -> runOne(queue)));
      for (int producer = 0; producer < PRODUCERS; producer++) {
        Random random = new Random(producer);
        scheduler.fork(() -> produce(queue, random));
      }
      assertThat(allSeen.await(15, TimeUnit.SECONDS)).as("every add was seen").isTrue();
      assertThat(overlaps).hasValue(0);
      assertThat(scheduler.bugs()).isEmpty();
    }
  }

  private void produce(WorkQueue<Integer> queue, Random random) {
    for (int i = 0; i < ADDS; i++) {
      int key = random.nextInt(KEYS);
      wanted.incrementAndGet(key);
      Priority priority = PRIORITIES.get(random.nextInt(PRIORITIES.size()));
      switch (random.nextInt(4)) {
        case 0 -> queue.addAfter(key, priority, Duration.ofNanos(random.nextInt(2_000_000)));
        case 1 -> queue.addBackedOff(key, priority);
        default -> queue.add(key, priority);
      }
    }
    for (int key = 0; key < KEYS; key++) {
      wanted.addAndGet(key, 1_000_000);
      queue.add(key, Priority.CHANGE);
    }
  }

  private void runOne(WorkQueue<Integer> queue) {
    Optional<Integer> key = queue.poll();
    if (key.isEmpty()) {
      return;
    }
    if (running.getAndIncrement(key.get()) != 0) {
      overlaps.incrementAndGet();
    }
    int now = wanted.get(key.get());
    boolean last = now >= PRODUCERS * 1_000_000 && seen.getAndSet(key.get(), now) != now;
    running.decrementAndGet(key.get());
    queue.forget(key.get());
    queue.done(key.get());
    if (last) {
      allSeen.countDown();
    }
  }
}
