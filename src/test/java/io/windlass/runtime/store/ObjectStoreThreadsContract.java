package io.windlass.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.testing.ThreadedScheduler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link ObjectStore} promises to a watch and to writers that race. */
abstract class ObjectStoreThreadsContract {
  private static final int KEYS = 50;
  private static final int CHANGES = 20_000;
  private static final int WRITERS = 3;

  private final ObjectStore<Thing> store = create();
  private final AtomicLong versions = new AtomicLong();
  private final Map<ObjectKey, Thing> lastTold = new ConcurrentHashMap<>();
  private final Map<String, String> faults = new ConcurrentHashMap<>();

  abstract ObjectStore<Thing> create();

  @Test
  @Timeout(20)
  void changesAreToldInOrderAndReadsAreConsistent() throws InterruptedException {
    store.onChange(this::told);
    CountDownLatch ended = new CountDownLatch(WRITERS);
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(writer);
        threads.fork(
            () -> {
              write(random);
              ended.countDown();
            });
      }
      while (!ended.await(1, TimeUnit.MILLISECONDS)) {
        read();
      }
      assertThat(threads.bugs()).isEmpty();
    }
    assertThat(faults).isEmpty();
    assertThat(store.all()).containsExactlyInAnyOrderElementsOf(lastTold.values());
  }

  /** Objects get the next version in turn: at any moment their versions follow each other. */
  @Test
  @Timeout(20)
  void whatAnOwnerHasIsReadAsItWasAtOneMoment() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    try (ThreadedScheduler threads = new ThreadedScheduler()) {
      threads.fork(
          () -> {
            for (int version = 1; version <= CHANGES; version++) {
              int key = version % KEYS;
              store.changed(Thing.of("key-" + key, "u" + key, version, "owner"));
            }
            ended.countDown();
          });
      while (!ended.await(0, TimeUnit.MILLISECONDS)) {
        checkMoment(store.ownedBy("owner"));
      }
      assertThat(threads.bugs()).isEmpty();
    }
    assertThat(faults).isEmpty();
  }

  private void checkMoment(List<Thing> owned) {
    long[] sorted = owned.stream().mapToLong(thing -> thing.meta().version()).sorted().toArray();
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] != sorted[i - 1] + 1) {
        faults.put("two moments in one", owned.toString());
      }
    }
  }

  private void write(Random random) {
    for (int i = 0; i < CHANGES; i++) {
      int key = random.nextInt(KEYS);
      long version = versions.incrementAndGet();
      Thing thing = Thing.of("key-" + key, "u" + key, version, "owner-" + random.nextInt(2));
      if (random.nextInt(8) == 0) {
        store.removed(thing.meta(), thing);
      } else if (random.nextBoolean()) {
        store.merge(thing);
      } else {
        store.changed(thing);
      }
    }
  }

  private void told(Optional<Thing> before, Optional<Thing> after) {
    ObjectKey key = before.or(() -> after).orElseThrow().meta().key();
    Optional<Thing> known =
        Optional.ofNullable(
            after.isPresent() ? lastTold.put(key, after.get()) : lastTold.remove(key));
    if (!known.equals(before)) {
      faults.put("out of order", key + ": " + known + " was followed by " + before);
    }
  }

  private void read() {
    List<Thing> owned = store.ownedBy("owner-0");
    if (owned.stream().map(t -> t.meta().key()).distinct().count() != owned.size()) {
      faults.put("a key twice", owned.toString());
    }
    if (!owned.stream()
        .allMatch(t -> t.meta().controller().orElseThrow().uid().equals("owner-0"))) {
      faults.put("another owner's", owned.toString());
    }
  }
}
