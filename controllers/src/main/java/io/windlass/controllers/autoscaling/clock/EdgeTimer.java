package io.windlass.controllers.autoscaling.clock;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Wakes keys at instants of the wall clock. It compares clock and instants at least every two
 * seconds, so that a clock that jumps ahead wakes what it jumped over; where the clock goes back,
 * it wakes everybody, because what time says may be something else again.
 *
 * <p>Thread-safe; each call costs O(log keys). Keys are woken on a thread of the scheduler, those
 * of the same instant in the order in which they were set.
 */
public final class EdgeTimer implements AutoCloseable {
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);
  private static final Duration CORRECTION = Duration.ofSeconds(1);

  private final Platform platform;
  private final Consumer<ObjectKey> wake;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final TreeSet<Alarm> alarms =
      new TreeSet<>(Comparator.comparing(Alarm::at).thenComparingLong(Alarm::order));

  @GuardedBy("lock")
  private final Map<ObjectKey, Alarm> byKey = new HashMap<>();

  @GuardedBy("lock")
  private Optional<Armed> armed = Optional.empty();

  @GuardedBy("lock")
  private Instant seen = Instant.MIN;

  @GuardedBy("lock")
  private long order;

  @GuardedBy("lock")
  private boolean closed;

  private record Alarm(ObjectKey key, Instant at, long order) {}

  private record Armed(Instant at, Task task) {}

  /** Calls {@code wake} for each key that is due; it must not block. */
  public EdgeTimer(Platform platform, Consumer<ObjectKey> wake) {
    this.platform = platform;
    this.wake = wake;
  }

  /** Wakes a key at an instant, in the place of the one that was set before. */
  public void set(ObjectKey key, Instant at) {
    lock.lock();
    try {
      Optional.ofNullable(byKey.remove(key)).ifPresent(alarms::remove);
      Alarm alarm = new Alarm(key, at, order++);
      byKey.put(key, alarm);
      alarms.add(alarm);
      arm();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes a key no more. */
  public void forget(ObjectKey key) {
    lock.lock();
    try {
      Optional.ofNullable(byKey.remove(key)).ifPresent(alarms::remove);
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private void arm() {
    if (closed || alarms.isEmpty()) {
      return;
    }
    Instant now = platform.ticker().now();
    Instant latest = now.plus(LONGEST_REST);
    Instant first = alarms.first().at();
    Instant at = first.isBefore(latest) ? first : latest;
    if (armed.filter(it -> !it.at().isAfter(at)).isPresent()) {
      return;
    }
    armed.ifPresent(it -> it.task().cancel());
    Duration rest = Duration.between(now, at);
    Duration delay = rest.isNegative() ? Duration.ZERO : rest;
    armed = Optional.of(new Armed(at, platform.scheduler().after(delay, this::pulse)));
  }

  private void pulse() {
    List<ObjectKey> due;
    lock.lock();
    try {
      armed = Optional.empty();
      Instant now = platform.ticker().now();
      boolean wentBack = now.plus(CORRECTION).isBefore(seen);
      seen = now;
      due = wentBack ? all() : due(now);
      arm();
    } finally {
      lock.unlock();
    }
    due.forEach(wake);
  }

  @GuardedBy("lock")
  private List<ObjectKey> all() {
    List<ObjectKey> keys = alarms.stream().map(Alarm::key).toList();
    alarms.clear();
    byKey.clear();
    return keys;
  }

  @GuardedBy("lock")
  private List<ObjectKey> due(Instant now) {
    List<ObjectKey> keys = new ArrayList<>();
    while (!alarms.isEmpty() && !alarms.first().at().isAfter(now)) {
      Alarm alarm = alarms.removeFirst();
      byKey.remove(alarm.key());
      keys.add(alarm.key());
    }
    return keys;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      alarms.clear();
      byKey.clear();
      armed.ifPresent(it -> it.task().cancel());
    } finally {
      lock.unlock();
    }
  }
}
