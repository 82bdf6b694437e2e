package io.windlass.controllers.sidecarset;

import io.windlass.core.sidecarset.SidecarSetView;
import io.windlass.core.sidecarset.admission.Claims;
import io.windlass.runtime.store.ObjectStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Which SidecarSets may conflict with one, without asking each. They are found by what they bring
 * into pods, or by the labels that they require, whichever leaves fewer: of fifty thousand tenants
 * with a container of the same name only those with the same namespace are left, and of fifty
 * thousand SidecarSets for the same pods only those with a container of the same name.
 *
 * <p>By labels they are found through groups of SidecarSets that require values of the same labels,
 * of which there are few. Of a group those stay that share a value of the rarest label that both
 * sides require; all of them, if there is no such label.
 *
 * <p>Thread-safe; follows a store as its listener. Cost: of a question O(groups + what is found),
 * of a change O(that SidecarSet).
 */
public final class ConflictIndex implements ObjectStore.ChangeListener<SidecarSetView> {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Guarded by {@link #lock}. */
  private final NamesByText byThing = new NamesByText();

  /** By the labels that all in a group require; guarded by {@link #lock}. */
  private final Map<Set<String>, Group> groups = new HashMap<>();

  @Override
  public void changed(Optional<SidecarSetView> before, Optional<SidecarSetView> after) {
    if (before.isPresent()
        && before.map(SidecarSetView::spec).equals(after.map(SidecarSetView::spec))) {
      return;
    }
    Optional<Filed> old = before.map(Filed::of);
    Optional<Filed> now = after.map(Filed::of);
    lock.writeLock().lock();
    try {
      old.ifPresent(this::remove);
      now.ifPresent(this::add);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Under which name which claims are found. */
  private record Filed(String name, Claims claims) {
    static Filed of(SidecarSetView set) {
      return new Filed(set.name(), Claims.of(set.filled()));
    }
  }

  private void add(Filed filed) {
    byThing.add(filed.claims.things(), filed.name);
    groups
        .computeIfAbsent(filed.claims.required().keySet(), _ -> new Group())
        .add(filed.name, filed.claims);
  }

  private void remove(Filed filed) {
    byThing.remove(filed.claims.things(), filed.name);
    Set<String> labels = filed.claims.required().keySet();
    Optional.ofNullable(groups.get(labels))
        .filter(group -> group.removed(filed.name, filed.claims))
        .ifPresent(_ -> groups.remove(labels));
  }

  /** The names of all that may conflict with these claims; others may be among them. */
  public Set<String> near(Claims claims) {
    lock.readLock().lock();
    try {
      long byThings = byThing.count(claims.things());
      List<Supplier<Set<String>>> found = new ArrayList<>();
      long byLabels = 0;
      for (Group group : groups.values()) {
        Found fewest = group.near(claims);
        byLabels += fewest.count();
        found.add(fewest.names());
      }
      if (byThings <= byLabels) {
        return byThing.of(claims.things());
      }
      Set<String> names = new HashSet<>();
      found.forEach(some -> names.addAll(some.get()));
      return names;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Some names, so many at most. */
  private record Found(long count, Supplier<Set<String>> names) {}

  /**
   * SidecarSets that require values of the same labels.
   *
   * @param names all of them
   * @param byLabel who of them is for which value
   */
  private record Group(Set<String> names, Map<String, NamesByText> byLabel) {
    Group() {
      this(new HashSet<>(), new HashMap<>());
    }

    void add(String name, Claims claims) {
      names.add(name);
      claims
          .required()
          .forEach(
              (label, values) ->
                  byLabel.computeIfAbsent(label, _ -> new NamesByText()).add(values, name));
    }

    /** Whether nobody is left. */
    boolean removed(String name, Claims claims) {
      names.remove(name);
      byLabel.forEach(
          (label, names) -> names.remove(claims.required().getOrDefault(label, Set.of()), name));
      return names.isEmpty();
    }

    Found near(Claims claims) {
      Found fewest = new Found(names.size(), () -> names);
      for (Map.Entry<String, NamesByText> label : byLabel.entrySet()) {
        if (claims.required().containsKey(label.getKey())) {
          Set<String> values = claims.required().get(label.getKey());
          long count = label.getValue().count(values);
          fewest =
              count < fewest.count() ? new Found(count, () -> label.getValue().of(values)) : fewest;
        }
      }
      return fewest;
    }
  }
}
