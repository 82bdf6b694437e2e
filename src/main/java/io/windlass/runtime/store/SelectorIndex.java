package io.windlass.runtime.store;

import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.StampedLock;

/**
 * Which of many selectors match the labels of one object, without asking each.
 *
 * <p>A selector that requires a label to have a value ({@code app=web}, or {@code app in (web,
 * api)}) can only match objects with that label, so it waits in the bucket of that value. If it
 * requires several, it waits in the emptiest: a pair that thousands share, such as {@code
 * tier=frontend}, is then used by none that has something of its own. Selectors that require none
 * wait in a bucket of their own and are always asked.
 *
 * <p>Thread-safe. {@link #matching} answers for one moment and waits for nobody while nothing is
 * changed. Cost: of a question O(labels + selectors in their buckets), of a change O(selectors in
 * its buckets).
 *
 * @param <K> names a selector
 */
public final class SelectorIndex<K> {
  /** More values than these are not worth a place in so many buckets. */
  private static final int MAX_VALUES = 8;

  private final StampedLock lock = new StampedLock();
  private final ConcurrentMap<String, ConcurrentMap<String, Chunks<Held<K>>>> byKey =
      new ConcurrentHashMap<>();
  private volatile Chunks<Held<K>> others = Chunks.empty();

  /** Guarded by {@link #lock}. */
  private final Map<K, Held<K>> all = new HashMap<>();

  /** A selector and the buckets in which it waits. */
  private record Held<K>(K name, Selector selector, Optional<Pairs> pairs) {}

  /** One key with any of these values. */
  private record Pairs(String key, Set<String> values) {}

  /** Adds a selector, or puts it in the place of the one of that name. */
  public void put(K name, Selector selector) {
    long stamp = lock.writeLock();
    try {
      drop(name);
      Held<K> held = new Held<>(name, selector, emptiest(selector));
      all.put(name, held);
      held.pairs()
          .ifPresentOrElse(
              pairs -> pairs.values().forEach(value -> enter(pairs.key(), value, held)),
              () -> others = others.with(others.size(), held));
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** Forgets a selector, if there is one of that name. */
  public void remove(K name) {
    long stamp = lock.writeLock();
    try {
      drop(name);
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  /** How many selectors there are. */
  public int size() {
    long stamp = lock.readLock();
    try {
      return all.size();
    } finally {
      lock.unlockRead(stamp);
    }
  }

  /** The names of the selectors that match, each once, in no order. */
  public List<K> matching(Map<String, String> labels) {
    long stamp = lock.tryOptimisticRead();
    if (stamp != 0) {
      List<K> names = look(labels);
      if (lock.validate(stamp)) {
        return names;
      }
    }
    long patient = lock.readLock();
    try {
      return look(labels);
    } finally {
      lock.unlockRead(patient);
    }
  }

  private List<K> look(Map<String, String> labels) {
    List<K> names = new ArrayList<>();
    ask(others, labels, names);
    for (Map.Entry<String, String> label : labels.entrySet()) {
      ask(bucket(label.getKey(), label.getValue()), labels, names);
    }
    return names;
  }

  private static <K> void ask(Chunks<Held<K>> bucket, Map<String, String> labels, List<K> names) {
    for (int i = 0; i < bucket.size(); i++) {
      Held<K> held = bucket.get(i);
      if (held.selector().matches(labels)) {
        names.add(held.name());
      }
    }
  }

  private Chunks<Held<K>> bucket(String key, String value) {
    ConcurrentMap<String, Chunks<Held<K>>> byValue = byKey.get(key);
    Chunks<Held<K>> bucket = byValue == null ? null : byValue.get(value);
    return bucket == null ? Chunks.empty() : bucket;
  }

  private Optional<Pairs> emptiest(Selector selector) {
    Optional<Pairs> best = Optional.empty();
    int fewest = Integer.MAX_VALUE;
    for (Requirement requirement : selector.requirements()) {
      Optional<Pairs> pairs = required(requirement);
      int crowd = pairs.map(this::crowd).orElse(Integer.MAX_VALUE);
      if (crowd < fewest) {
        best = pairs;
        fewest = crowd;
      }
    }
    return best;
  }

  private static Optional<Pairs> required(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Is(String key, String value) -> Optional.of(new Pairs(key, Set.of(value)));
      case Requirement.In in ->
          Optional.of(new Pairs(in.key(), Set.copyOf(in.values())))
              .filter(pairs -> pairs.values().size() <= MAX_VALUES);
      case Requirement.NotIn _, Requirement.Exists _, Requirement.DoesNotExist _ ->
          Optional.empty();
    };
  }

  private int crowd(Pairs pairs) {
    int most = 0;
    for (String value : pairs.values()) {
      most = Math.max(most, bucket(pairs.key(), value).size());
    }
    return most + pairs.values().size() - 1;
  }

  private void enter(String key, String value, Held<K> held) {
    Chunks<Held<K>> bucket = bucket(key, value);
    byKey
        .computeIfAbsent(key, _ -> new ConcurrentHashMap<>())
        .put(value, bucket.with(bucket.size(), held));
  }

  private void drop(K name) {
    Held<K> held = all.remove(name);
    if (held == null) {
      return;
    }
    held.pairs()
        .ifPresentOrElse(
            pairs -> pairs.values().forEach(value -> leave(pairs.key(), value, held)),
            () -> others = without(others, held));
  }

  private void leave(String key, String value, Held<K> held) {
    byKey.computeIfPresent(
        key,
        (_, byValue) -> {
          byValue.computeIfPresent(
              value, (_, bucket) -> bucket.size() == 1 ? null : without(bucket, held));
          return byValue.isEmpty() ? null : byValue;
        });
  }

  private static <K> Chunks<Held<K>> without(Chunks<Held<K>> bucket, Held<K> held) {
    int last = bucket.size() - 1;
    int place = last;
    while (place > 0 && !bucket.get(place).name().equals(held.name())) {
      place--;
    }
    return bucket.with(place, bucket.get(last)).withoutLast();
  }
}
