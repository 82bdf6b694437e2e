package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;

/**
 * Which objects may be meant by a selector, without asking all of them: the counterpart of {@link
 * SelectorIndex}. A label is indexed from the first time that a selector asks for a value of it;
 * that one question costs O(objects), every other O(objects that have the value).
 *
 * <p>Thread-safe. An answer may name an object that has changed meanwhile, so that the selector has
 * to be asked about each; it lacks none that the index was told of.
 */
public final class LabelIndex {
  private final Consumer<Visitor> objects;
  private final StampedLock lock = new StampedLock();

  /** Objects by label and value; changed under the {@link #lock} only. */
  private final ConcurrentMap<String, Map<String, Set<ObjectKey>>> byLabel =
      new ConcurrentHashMap<>();

  /** Looks at an object. */
  @FunctionalInterface
  public interface Visitor {
    void visit(ObjectKey key, Map<String, String> labels);
  }

  /** A label, and values of which an object has one if a selector matches it. */
  private record Pairs(String label, Set<String> values) {}

  /**
   * An index of labels.
   *
   * @param objects shows all objects that there are now
   */
  public LabelIndex(Consumer<Visitor> objects) {
    this.objects = objects;
  }

  /** Tells of an object that changed; no labels stand for none. */
  public void changed(ObjectKey key, Map<String, String> before, Map<String, String> after) {
    for (String label : byLabel.keySet()) {
      Optional<String> old = Optional.ofNullable(before.get(label));
      Optional<String> now = Optional.ofNullable(after.get(label));
      if (!old.equals(now)) {
        long stamp = lock.writeLock();
        try {
          old.ifPresent(value -> leave(label, value, key));
          now.ifPresent(value -> enter(label, value, key));
        } finally {
          lock.unlockWrite(stamp);
        }
      }
    }
  }

  /**
   * The objects that a selector may match, each once, in no order; empty if it asks for no label
   * that has one of some values, so that it may match any.
   */
  public Optional<List<ObjectKey>> candidates(Selector selector) {
    List<Pairs> required = new ArrayList<>();
    for (Requirement requirement : selector.requirements()) {
      required(requirement).ifPresent(required::add);
    }
    required.forEach(pairs -> index(pairs.label()));
    long stamp = lock.readLock();
    try {
      Optional<Set<ObjectKey>> fewest = Optional.empty();
      for (Pairs pairs : required) {
        Set<ObjectKey> keys = having(pairs);
        fewest = fewest.filter(known -> known.size() <= keys.size()).or(() -> Optional.of(keys));
      }
      return fewest.map(List::copyOf);
    } finally {
      lock.unlockRead(stamp);
    }
  }

  private static Optional<Pairs> required(Requirement requirement) {
    return switch (requirement) {
      case Requirement.Is(String key, String value) -> Optional.of(new Pairs(key, Set.of(value)));
      case Requirement.In in -> Optional.of(new Pairs(in.key(), Set.copyOf(in.values())));
      case Requirement.NotIn _, Requirement.Exists _, Requirement.DoesNotExist _ ->
          Optional.empty();
    };
  }

  private Set<ObjectKey> having(Pairs pairs) {
    Map<String, Set<ObjectKey>> byValue = byLabel.getOrDefault(pairs.label(), Map.of());
    if (pairs.values().size() == 1) {
      return byValue.getOrDefault(pairs.values().iterator().next(), Set.of());
    }
    Set<ObjectKey> all = new HashSet<>();
    pairs.values().forEach(value -> all.addAll(byValue.getOrDefault(value, Set.of())));
    return all;
  }

  private void index(String label) {
    if (byLabel.containsKey(label)) {
      return;
    }
    long stamp = lock.writeLock();
    try {
      // First the label, so that whatever changes from now on waits for the lock.
      if (byLabel.putIfAbsent(label, new HashMap<>()) == null) {
        objects.accept(
            (key, labels) ->
                Optional.ofNullable(labels.get(label))
                    .ifPresent(value -> enter(label, value, key)));
      }
    } finally {
      lock.unlockWrite(stamp);
    }
  }

  private void enter(String label, String value, ObjectKey key) {
    byLabel
        .getOrDefault(label, new HashMap<>())
        .computeIfAbsent(value, _ -> new HashSet<>())
        .add(key);
  }

  private void leave(String label, String value, ObjectKey key) {
    byLabel
        .getOrDefault(label, new HashMap<>())
        .computeIfPresent(
            value,
            (_, keys) -> {
              keys.remove(key);
              return keys.isEmpty() ? null : keys;
            });
  }
}
