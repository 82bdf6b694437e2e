package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Objects, indexes and tombstones, and the rules by which news is merged into them.
 *
 * <p><b>What is newer.</b> Versions of one type can be compared, also across uids: of two objects
 * of one name the newer is the one that exists. A deletion told by the watch leaves a tombstone
 * with its version. One that is certain without a version (the answer to an own delete, a read that
 * found nothing, a name that another object bears) leaves one that no version of that uid survives.
 *
 * <p>Not thread-safe.
 */
final class ObjectTable<V> {
  private final Function<V, ObjectMeta> meta;
  private final StoredType<V> type;
  private final Tombstones tombstones;
  private final Map<ObjectKey, V> objects = new HashMap<>();
  private final Index<V> byOwner = new Index<>();
  private final Index<V> byNamespace = new Index<>();
  private final Index<V> byNode = new Index<>();
  private final ArrayDeque<Change<V>> untold = new ArrayDeque<>();
  private boolean filled;
  private long reached;

  /** Something that listeners have to be told. */
  record Change<V>(Optional<V> before, Optional<V> after) {}

  ObjectTable(StoredType<V> type, Tombstones tombstones) {
    this.type = type;
    this.meta = type.meta();
    this.tombstones = tombstones;
  }

  Optional<V> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  List<V> ownedBy(String ownerUid) {
    return byOwner.list(ownerUid);
  }

  List<V> inNamespace(String namespace) {
    return byNamespace.list(namespace);
  }

  List<V> onNode(String nodeName) {
    return byNode.list(nodeName);
  }

  List<V> all() {
    return List.copyOf(objects.values());
  }

  int size() {
    return objects.size();
  }

  boolean isFilled() {
    return filled;
  }

  long reached() {
    return reached;
  }

  /** The oldest change that nobody was told of, which is told from now on. */
  Optional<Change<V>> takeUntold() {
    return Optional.ofNullable(untold.poll());
  }

  /** The watch has got so far. */
  void advance(long version) {
    reached = Math.max(reached, version);
  }

  /** Merges what an object looks like; returns whether it was news. */
  boolean absorb(V object) {
    ObjectMeta fresh = meta.apply(object);
    if (tombstones.cover(fresh.uid(), fresh.version())) {
      return false;
    }
    Optional<V> known = Optional.ofNullable(objects.get(fresh.key()));
    if (known.isPresent() && meta.apply(known.get()).version() >= fresh.version()) {
      return false;
    }
    Optional<V> before = known.filter(k -> meta.apply(k).uid().equals(fresh.uid()));
    if (before.isEmpty()) {
      known.ifPresent(k -> bury(meta.apply(k), Tombstones.FOR_EVER));
    }
    replace(before, object);
    if (before.isPresent() && type.sameView().test(before.get(), object)) {
      return false;
    }
    untold.add(new Change<>(before, Optional.of(object)));
    return true;
  }

  private void replace(Optional<V> before, V object) {
    before.ifPresent(this::removeFromIndexes);
    ObjectMeta fresh = meta.apply(object);
    objects.put(fresh.key(), object);
    byNamespace.put(fresh.key().namespace(), fresh.key(), object);
    fresh.controller().ifPresent(owner -> byOwner.put(owner.uid(), fresh.key(), object));
    node(object).ifPresent(node -> byNode.put(node, fresh.key(), object));
  }

  private void removeFromIndexes(V object) {
    ObjectMeta old = meta.apply(object);
    byNamespace.remove(old.key().namespace(), old.key());
    old.controller().map(OwnerReference::uid).ifPresent(uid -> byOwner.remove(uid, old.key()));
    node(object).ifPresent(node -> byNode.remove(node, old.key()));
  }

  private Optional<String> node(V object) {
    return Optional.of(type.nodeName().apply(object)).filter(node -> !node.isEmpty());
  }

  /** Merges that an object is gone, whatever was said about it up to a version. */
  boolean bury(ObjectMeta gone, long version) {
    tombstones.bury(gone.uid(), version);
    Optional<V> known = Optional.ofNullable(objects.get(gone.key()));
    boolean isGone = known.map(meta).map(k -> tombstones.cover(k.uid(), k.version())).orElse(false);
    if (isGone) {
      V last = known.orElseThrow();
      objects.remove(gone.key());
      removeFromIndexes(last);
      untold.add(new Change<>(known, Optional.empty()));
    }
    return isGone;
  }

  /** Merges a whole list. */
  void fill(List<V> list, long version) {
    list.forEach(this::absorb);
    removeMissing(list, version);
    filled = true;
    advance(version);
  }

  /** What is newer than the list survives its tombstone. */
  private void removeMissing(List<V> list, long version) {
    Set<ObjectKey> listed = new HashSet<>(list.size() * 2);
    list.forEach(object -> listed.add(meta.apply(object).key()));
    for (V known : List.copyOf(objects.values())) {
      ObjectMeta old = meta.apply(known);
      if (!listed.contains(old.key())) {
        bury(old, version);
      }
    }
  }
}
