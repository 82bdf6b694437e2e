package io.windlass.devcluster.sim.work;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.devcluster.api.ApiException;
import io.windlass.devcluster.clock.ClusterClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Runs a step for each key that is touched: never two at once for one key, once more if it was
 * touched meanwhile, and again at the moment that the step named. A step that fails is repeated
 * with back-off on the cluster's clock, and logged the first time only.
 *
 * <p>Thread-safe; no thread exists while there is nothing to do. Touching costs O(1). A step that
 * time brings runs on the clock's thread, others on the executor.
 */
public final class KeyedLoop<K> implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedLoop.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(50);
  private static final int MOST_DOUBLINGS = 7;
  private static final long CLOSE_SECONDS = 5;

  /** What is done for a key. */
  @FunctionalInterface
  public interface Step<K> {
    /** One step; the answer is the moment of the next look, if time alone can change anything. */
    Optional<Instant> run(K key);
  }

  private final String name;
  private final Surroundings surroundings;
  private final int workers;
  private final Step<K> step;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition drained = lock.newCondition();

  @GuardedBy("lock")
  private final Queue<K> ready = new ArrayDeque<>();

  @GuardedBy("lock")
  private final Set<K> queued = new HashSet<>();

  @GuardedBy("lock")
  private final Set<K> running = new HashSet<>();

  @GuardedBy("lock")
  private final Set<K> touchedWhileRunning = new HashSet<>();

  @GuardedBy("lock")
  private final Map<K, Integer> failures = new HashMap<>();

  @GuardedBy("lock")
  private final Map<K, Alarm> alarms = new HashMap<>();

  @GuardedBy("lock")
  private int active;

  @GuardedBy("lock")
  private boolean closed;

  /**
   * @param workers how many keys are worked on at once, at most
   */
  public KeyedLoop(String name, Surroundings surroundings, int workers, Step<K> step) {
    this.name = name;
    this.surroundings = surroundings;
    this.workers = workers;
    this.step = step;
  }

  /** Has the step run for this key, soon. */
  public void touch(K key) {
    if (mayDrain(key)) {
      surroundings.executor().execute(this::drain);
    }
  }

  /** Stops: no step begins after this, and the running ones are waited for. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ready.clear();
      alarms.values().forEach(Alarm::cancel);
      alarms.clear();
      long nanos = TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
      while (active > 0 && nanos > 0) {
        nanos = drained.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  // On the thread of the clock: what a moment brings is done before a stepped clock moves on.
  private void ring(K key) {
    if (mayDrain(key)) {
      drain();
    }
  }

  /** Queues the key; true if the caller has to see to it that somebody drains the queue. */
  private boolean mayDrain(K key) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      if (running.contains(key)) {
        touchedWhileRunning.add(key);
        return false;
      }
      boolean start = queued.add(key) && ready.add(key) && active < workers;
      if (start) {
        active++;
      }
      return start;
    } finally {
      lock.unlock();
    }
  }

  private void drain() {
    for (Optional<K> key = take(); key.isPresent(); key = take()) {
      Optional<Instant> next = runOnce(key.get());
      release(key.get(), next);
    }
  }

  private Optional<K> take() {
    lock.lock();
    try {
      K key = ready.poll();
      if (key == null) {
        active--;
        drained.signalAll();
        return Optional.empty();
      }
      queued.remove(key);
      running.add(key);
      Alarm alarm = alarms.remove(key);
      if (alarm != null) {
        alarm.cancel();
      }
      return Optional.of(key);
    } finally {
      lock.unlock();
    }
  }

  // The one place where a fault of a step, whatever it is, must not end the loop.
  private Optional<Instant> runOnce(K key) {
    try {
      Optional<Instant> next = step.run(key);
      forgetFailures(key);
      return next;
    } catch (ApiException e) {
      return failed(key, e, e.code() == 409 || e.code() == 429);
    } catch (RuntimeException e) {
      return failed(key, e, false);
    }
  }

  private Optional<Instant> failed(K key, RuntimeException e, boolean expected) {
    int count = countFailure(key);
    if (count == 1 && !isClosed()) {
      LOG.atLevel(expected ? Level.DEBUG : Level.WARN)
          .addKeyValue("loop", name)
          .addKeyValue("key", key)
          .addKeyValue("because", e.toString())
          .log("step failed, will be repeated");
    }
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(count - 1, MOST_DOUBLINGS));
    return Optional.of(surroundings.clock().now().plus(delay));
  }

  private void release(K key, Optional<Instant> next) {
    boolean again;
    lock.lock();
    try {
      running.remove(key);
      again = touchedWhileRunning.remove(key) && !closed;
      if (again && queued.add(key)) {
        ready.add(key);
      }
      if (closed) {
        return;
      }
    } finally {
      lock.unlock();
    }
    // A key that runs again will name its next look then; a retry after failure does not wait less.
    if (!again && next.isPresent()) {
      wake(key, next.get());
    }
  }

  private void wake(K key, Instant when) {
    if (!when.isAfter(surroundings.clock().now())) {
      touch(key);
      return;
    }
    Alarm alarm = new Alarm();
    lock.lock();
    try {
      if (closed || queued.contains(key) || running.contains(key)) {
        return;
      }
      Alarm before = alarms.put(key, alarm);
      if (before != null) {
        before.cancel();
      }
    } finally {
      lock.unlock();
    }
    alarm.set(surroundings.clock().at(when, () -> ring(key)));
  }

  private int countFailure(K key) {
    lock.lock();
    try {
      return failures.merge(key, 1, Integer::sum);
    } finally {
      lock.unlock();
    }
  }

  private void forgetFailures(K key) {
    lock.lock();
    try {
      failures.remove(key);
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** A task of the clock that may be cancelled before it is known. */
  private static final class Alarm {
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private Optional<ClusterClock.Task> task = Optional.empty();

    @GuardedBy("lock")
    private boolean cancelled;

    void set(ClusterClock.Task set) {
      lock.lock();
      try {
        task = Optional.of(set);
        if (cancelled) {
          set.cancel();
        }
      } finally {
        lock.unlock();
      }
    }

    void cancel() {
      lock.lock();
      try {
        cancelled = true;
        task.ifPresent(ClusterClock.Task::cancel);
      } finally {
        lock.unlock();
      }
    }
  }
}
