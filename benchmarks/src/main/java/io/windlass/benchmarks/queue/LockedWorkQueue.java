package io.windlass.benchmarks.queue;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * The plain queue: one lock around one table of keys. One timer is armed, for the earliest of the
 * delayed keys.
 *
 * <p>Thread-safe. The wake-up is called outside the lock; {@link Scheduler#after} inside.
 */
public final class LockedWorkQueue<K> implements WorkQueue<K> {
  private final Platform platform;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final KeyTable<K> keys;

  @GuardedBy("lock")
  private Optional<Timer> timer = Optional.empty();

  @GuardedBy("lock")
  private boolean closed;

  private volatile Runnable wake = () -> {};

  private record Timer(Instant due, Scheduler.Task task) {}

  /** A queue whose figures go under the name of a controller. */
  public LockedWorkQueue(String name, Platform platform, Pace pace) {
    this.platform = platform;
    this.keys = new KeyTable<>(name, platform.metrics(), pace);
  }

  @Override
  public void add(K key, Priority priority) {
    addAfter(key, priority, Duration.ZERO);
  }

  @Override
  public void addAfter(K key, Priority priority, Duration delay) {
    Instant now = now();
    Instant due = delay.isPositive() ? now.plus(delay) : now;
    change(now, table -> table.want(key, priority, due, now));
  }

  @Override
  public void addBackedOff(K key, Priority priority) {
    Instant now = now();
    change(now, table -> table.wantBackedOff(key, priority, now));
  }

  @Override
  public void forget(K key) {
    Instant now = now();
    lock.lock();
    try {
      keys.forget(key, now);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<K> poll() {
    Instant now = now();
    lock.lock();
    try {
      return keys.poll(now);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void planned(K key) {
    Instant now = now();
    lock.lock();
    try {
      keys.planned(key, now);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void done(K key) {
    Instant now = now();
    int ready;
    lock.lock();
    try {
      ready = keys.done(key, now);
      arm(now);
    } finally {
      lock.unlock();
    }
    wake(ready);
  }

  @Override
  public void onReady(Runnable listener) {
    wake = listener;
    wake(depth());
  }

  @Override
  public int depth() {
    lock.lock();
    try {
      return keys.depth();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<K> close() {
    lock.lock();
    try {
      closed = true;
      timer.ifPresent(armed -> armed.task().cancel());
      return keys.clear();
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    return platform.ticker().now();
  }

  private void wake(int times) {
    for (int i = 0; i < times; i++) {
      wake.run();
    }
  }

  /** Changes what is wanted, unless the queue is closed; the change says how many are ready. */
  private void change(Instant now, ToIntFunction<KeyTable<K>> change) {
    int ready = 0;
    lock.lock();
    try {
      if (!closed) {
        ready = change.applyAsInt(keys);
        arm(now);
      }
    } finally {
      lock.unlock();
    }
    wake(ready);
  }

  /** Makes sure that a timer fires when the earliest delayed key is due. */
  @GuardedBy("lock")
  private void arm(Instant now) {
    Optional<Instant> earliest = keys.earliestDelayed();
    boolean inTime =
        earliest.isEmpty()
            || timer.filter(armed -> !earliest.get().isBefore(armed.due())).isPresent();
    if (inTime) {
      return;
    }
    timer.ifPresent(armed -> armed.task().cancel());
    Duration delay = Duration.between(now, earliest.get());
    Scheduler.Task task = platform.scheduler().after(delay, this::timerFired);
    timer = Optional.of(new Timer(earliest.get(), task));
  }

  private void timerFired() {
    Instant now = now();
    int ready = 0;
    lock.lock();
    try {
      if (!closed) {
        timer.ifPresent(armed -> armed.task().cancel());
        timer = Optional.empty();
        ready = keys.release(now);
        arm(now);
      }
    } finally {
      lock.unlock();
    }
    wake(ready);
  }
}
