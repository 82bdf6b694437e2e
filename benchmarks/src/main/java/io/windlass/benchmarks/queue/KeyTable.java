package io.windlass.benchmarks.queue;

import io.windlass.runtime.port.RuntimeMetrics;
import io.windlass.runtime.queue.Pace;
import io.windlass.runtime.queue.WorkQueue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The keys of a queue: a line for each priority and the delayed ones by time. Each known key is in
 * one state:
 *
 * <pre>
 *   IDLE --add--> QUEUED --poll--> RUNNING --done--> IDLE
 *   IDLE --add later, or paced--> DELAYED --its time comes--> QUEUED
 *   RUNNING --add--> TOUCHED --done--> QUEUED or DELAYED
 * </pre>
 *
 * Idle keys are dropped once they have neither failures nor a pause to remember.
 *
 * <p>Not thread-safe. Cost: O(1), with a delay O(log delayed).
 */
final class KeyTable<K> {
  private enum State {
    IDLE,
    DELAYED,
    QUEUED,
    RUNNING,
    TOUCHED
  }

  private static final class Entry<K> {
    final K key;
    final long serial;
    State state = State.IDLE;
    Priority priority = Priority.RESYNC;
    Instant due = Instant.MIN;
    Instant startedAt = Instant.MIN;
    Instant restsUntil = Instant.MIN;
    Optional<Duration> planTime = Optional.empty();
    int failures;
    boolean resting;

    Entry(K key, long serial) {
      this.key = key;
      this.serial = serial;
    }
  }

  /** A key to be looked at when a pause of it ends; it may have got a later one by then. */
  private record Rest<K>(Entry<K> entry, Instant until) {}

  private final String name;
  private final RuntimeMetrics metrics;
  private final Pace pace;
  private final Map<K, Entry<K>> entries = new HashMap<>();
  private final Map<Priority, SequencedSet<Entry<K>>> lines = new EnumMap<>(Priority.class);
  private final TreeSet<Entry<K>> delayed =
      new TreeSet<>(
          Comparator.<Entry<K>, Instant>comparing(e -> e.due).thenComparingLong(e -> e.serial));
  private final ArrayDeque<Rest<K>> resting = new ArrayDeque<>();
  private long serial;

  KeyTable(String name, RuntimeMetrics metrics, Pace pace) {
    this.name = name;
    this.metrics = metrics;
    this.pace = pace;
    for (Priority priority : Priority.values()) {
      lines.put(priority, new LinkedHashSet<>());
    }
  }

  /** A key wants a run; returns how many keys became ready. */
  int want(K key, Priority priority, Instant due, Instant now) {
    return want(entry(key), priority, due, now);
  }

  /** A key failed once more and wants a run after its back-off; returns how many became ready. */
  int wantBackedOff(K key, Priority priority, Instant now) {
    Entry<K> entry = entry(key);
    entry.failures++;
    return want(entry, priority, now.plus(pace.backOff(entry.failures)), now);
  }

  /** Forgets the failures of a key. */
  void forget(K key, Instant now) {
    Entry<K> entry = entry(key);
    entry.failures = 0;
    rest(entry, now);
  }

  /** Starts the run of the key that comes first. */
  Optional<K> poll(Instant now) {
    for (SequencedSet<Entry<K>> line : lines.values()) {
      if (!line.isEmpty()) {
        return Optional.of(start(line.removeFirst(), now));
      }
    }
    return Optional.empty();
  }

  /** The run has made its plan. */
  void planned(K key, Instant now) {
    Entry<K> entry = running(key);
    entry.planTime = Optional.of(Duration.between(entry.startedAt, now));
  }

  /** The run has ended; returns how many keys became ready. */
  int done(K key, Instant now) {
    Entry<K> entry = running(key);
    Duration planTime = entry.planTime.orElse(Duration.between(entry.startedAt, now));
    long planMicros = TimeUnit.NANOSECONDS.toMicros(planTime.toNanos());
    entry.restsUntil = entry.startedAt.plus(pace.pauseMicros(planMicros), ChronoUnit.MICROS);
    boolean touched = entry.state == State.TOUCHED;
    dropRested(now);
    entry.state = State.IDLE;
    if (touched) {
      return place(entry, now);
    }
    rest(entry, now);
    return 0;
  }

  /** Queues the delayed keys whose time has come; returns how many became ready. */
  int release(Instant now) {
    int ready = 0;
    while (!delayed.isEmpty() && !delayed.first().due.isAfter(now)) {
      ready += place(delayed.removeFirst(), now);
    }
    dropRested(now);
    return ready;
  }

  /** When the first of the delayed keys is due. */
  Optional<Instant> earliestDelayed() {
    return delayed.isEmpty() ? Optional.empty() : Optional.of(delayed.first().due);
  }

  int depth() {
    return lines.values().stream().mapToInt(Set::size).sum();
  }

  /** How many keys are known, whatever their state. */
  int size() {
    return entries.size();
  }

  /** Takes everything back that has not started; returns the keys that wanted a run. */
  List<K> clear() {
    lines.values().forEach(Set::clear);
    delayed.clear();
    List<K> wanting = new ArrayList<>();
    for (Entry<K> entry : entries.values()) {
      switch (entry.state) {
        case QUEUED, DELAYED -> {
          wanting.add(entry.key);
          entry.state = State.IDLE;
        }
        case TOUCHED -> {
          wanting.add(entry.key);
          entry.state = State.RUNNING;
        }
        case IDLE, RUNNING -> {}
      }
    }
    return wanting;
  }

  private Entry<K> entry(K key) {
    return entries.computeIfAbsent(key, k -> new Entry<>(k, serial++));
  }

  private Entry<K> running(K key) {
    Entry<K> entry = entries.get(key);
    if (entry == null || (entry.state != State.RUNNING && entry.state != State.TOUCHED)) {
      throw new IllegalStateException(name + ": this key is not running: " + key);
    }
    return entry;
  }

  private int want(Entry<K> entry, Priority priority, Instant due, Instant now) {
    switch (entry.state) {
      case IDLE -> {
        entry.priority = priority;
        entry.due = due;
        return place(entry, now);
      }
      case DELAYED -> {
        metrics.coalesced(name);
        delayed.remove(entry);
        merge(entry, priority, due);
        return place(entry, now);
      }
      case QUEUED -> {
        metrics.coalesced(name);
        moveUp(entry, priority);
      }
      case RUNNING -> {
        entry.state = State.TOUCHED;
        entry.priority = priority;
        entry.due = due;
      }
      case TOUCHED -> {
        metrics.coalesced(name);
        merge(entry, priority, due);
      }
    }
    return 0;
  }

  private static void merge(Entry<?> entry, Priority priority, Instant due) {
    entry.priority = entry.priority.orMoreUrgent(priority);
    entry.due = earlier(entry.due, due);
  }

  private void moveUp(Entry<K> entry, Priority priority) {
    Priority wanted = entry.priority.orMoreUrgent(priority);
    if (wanted != entry.priority) {
      line(entry).remove(entry);
      entry.priority = wanted;
      line(entry).addLast(entry);
    }
  }

  /** Puts a key that is nowhere into its line or among the delayed; returns how many are ready. */
  private int place(Entry<K> entry, Instant now) {
    if (entry.priority != Priority.USER_EDIT && entry.due.isBefore(entry.restsUntil)) {
      entry.due = entry.restsUntil;
    }
    if (entry.due.isAfter(now)) {
      entry.state = State.DELAYED;
      delayed.add(entry);
      return 0;
    }
    entry.state = State.QUEUED;
    line(entry).addLast(entry);
    return 1;
  }

  private SequencedSet<Entry<K>> line(Entry<K> entry) {
    return Objects.requireNonNull(lines.get(entry.priority));
  }

  private K start(Entry<K> entry, Instant now) {
    entry.state = State.RUNNING;
    entry.startedAt = now;
    entry.planTime = Optional.empty();
    metrics.waited(name, Duration.between(earlier(entry.due, now), now));
    return entry.key;
  }

  /** Drops an idle key that has nothing to remember, now or when its pause is over. */
  private void rest(Entry<K> entry, Instant now) {
    if (entry.state != State.IDLE || entry.failures > 0) {
      return;
    }
    if (!entry.restsUntil.isAfter(now)) {
      entries.remove(entry.key, entry);
    } else if (!entry.resting) {
      entry.resting = true;
      resting.addLast(new Rest<>(entry, entry.restsUntil));
    }
  }

  private void dropRested(Instant now) {
    while (!resting.isEmpty() && !resting.getFirst().until().isAfter(now)) {
      Entry<K> entry = resting.removeFirst().entry();
      entry.resting = false;
      rest(entry, now);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
