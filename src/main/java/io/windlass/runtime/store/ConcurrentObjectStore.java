package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.ObjectMeta.OwnerReference;
import io.windlass.runtime.store.ObjectTable.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The store of many threads: no reader waits for anybody, and a writer waits only for writers of
 * the same object or the same owner.
 *
 * <p><b>Why it is right.</b> All that is decided about an object, its tombstone included, is
 * decided inside {@link ConcurrentHashMap#compute} of its key; an object's uid belongs to one key,
 * so nothing else decides about that uid at the same time. Its change is put among the untold ones
 * in there too, so the changes of one object are told in their order, and a change that was
 * complete before another one began is told before it. An index is changed inside the compute of
 * the text that it groups by; a thread that holds a text takes no other lock, so there is no cycle.
 *
 * <p><b>What a reader sees.</b> {@link #ownedBy} reads one reference to an immutable sequence of
 * views, which is what the owner had at one moment. {@link #inNamespace} and {@link #onNode} read a
 * sequence of members in this way, and then each as it is now. {@link #all} has each object that
 * was there all the time, and each at most once.
 *
 * <p><b>Memory.</b> Views share equal parts with what the object was before and with the latest
 * change of the same owner ({@link StoredType#sharing}): kin is where equal parts are, so no table
 * of everything ever seen is needed, and nothing outlives the objects that use it.
 */
public final class ConcurrentObjectStore<V> implements ObjectStore<V> {
  private static final int TOMBSTONES = 20_000;

  private final StoredType<V> type;
  private final ConcurrentTombstones tombstones;
  private final ConcurrentHashMap<ObjectKey, Entry<V>> objects = new ConcurrentHashMap<>();
  private final Groups<V> owners = new Groups<>(Axis.OWNER);
  private final Groups<V> namespaces = new Groups<>(Axis.NAMESPACE);
  private final Groups<V> nodes = new Groups<>(Axis.NODE);
  private final Telling<V> telling = new Telling<>();
  private final AtomicLong reached = new AtomicLong();
  private volatile boolean filled;

  /** Remembers the latest {@value #TOMBSTONES} deletes. */
  public ConcurrentObjectStore(StoredType<V> type) {
    this(type, TOMBSTONES);
  }

  /**
   * An empty store.
   *
   * @param tombstones how many deletes are remembered, the latest ones
   */
  public ConcurrentObjectStore(StoredType<V> type, int tombstones) {
    this.type = type;
    this.tombstones = new ConcurrentTombstones(tombstones);
  }

  @Override
  public Optional<V> get(ObjectKey key) {
    Entry<V> entry = objects.get(key);
    return entry == null ? Optional.empty() : Optional.of(entry.view);
  }

  @Override
  public List<V> ownedBy(String ownerUid) {
    return owners.snapshot(ownerUid);
  }

  @Override
  public List<V> inNamespace(String namespace) {
    return namespaces.entriesNow(namespace);
  }

  @Override
  public List<V> onNode(String nodeName) {
    return nodes.entriesNow(nodeName);
  }

  @Override
  public List<V> all() {
    List<V> all = new ArrayList<>(objects.size());
    objects.values().forEach(entry -> all.add(entry.view));
    return Collections.unmodifiableList(all);
  }

  @Override
  public int size() {
    return objects.size();
  }

  @Override
  public long sizeBytes() {
    Sample<V> sample = new Sample<>(type);
    Iterator<Entry<V>> some = objects.values().iterator();
    for (int i = 0; i < Sample.LOOKED_AT && some.hasNext(); i++) {
      V view = some.next().view;
      owner(view).ifPresentOrElse(uid -> sample.add(uid, ownedBy(uid)), () -> sample.add(view));
    }
    return sample.bytesOf(objects.size());
  }

  @Override
  public boolean isFilled() {
    return filled;
  }

  @Override
  public long reachedVersion() {
    return reached.get();
  }

  @Override
  public void onChange(ChangeListener<V> listener) {
    telling.onChange(listener);
  }

  @Override
  public boolean merge(V object) {
    boolean news = absorb(object);
    telling.tell();
    return news;
  }

  @Override
  public void forget(ObjectMeta gone) {
    bury(gone, Tombstones.FOR_EVER);
    telling.tell();
  }

  @Override
  public void changed(V object) {
    absorb(object);
    reached(type.meta().apply(object).version());
    telling.tell();
  }

  @Override
  public void removed(ObjectMeta last, V object) {
    bury(last, last.version());
    reached(last.version());
    telling.tell();
  }

  @Override
  public void reached(long version) {
    if (version > reached.get()) {
      reached.accumulateAndGet(version, Math::max);
    }
  }

  @Override
  public void listed(List<V> list, long version) {
    Set<ObjectKey> listed = new HashSet<>(list.size() * 2);
    for (V object : list) {
      absorb(object);
      listed.add(type.meta().apply(object).key());
    }
    for (Entry<V> entry : objects.values()) {
      ObjectMeta known = type.meta().apply(entry.view);
      if (!listed.contains(known.key())) {
        bury(known, version);
      }
    }
    filled = true;
    reached(version);
    telling.tell();
  }

  private boolean absorb(V told) {
    V object = type.packing().apply(told);
    ObjectMeta fresh = type.meta().apply(object);
    boolean[] news = new boolean[1];
    objects.compute(
        fresh.key(),
        (_, known) -> {
          if (tombstones.cover(fresh.uid(), fresh.version())) {
            return known;
          }
          if (known == null) {
            news[0] = true;
            return add(object, fresh);
          }
          ObjectMeta old = type.meta().apply(known.view);
          if (old.version() >= fresh.version()) {
            return known;
          }
          if (old.uid().equals(fresh.uid())) {
            news[0] = change(known, object);
            return known;
          }
          news[0] = true;
          tombstones.bury(old.uid(), Tombstones.FOR_EVER);
          remove(known);
          return add(object, fresh);
        });
    return news[0];
  }

  private Entry<V> add(V object, ObjectMeta fresh) {
    Optional<String> owner = fresh.controller().map(OwnerReference::uid);
    V view = sharing(object, owner.flatMap(owners::latest));
    Entry<V> entry = new Entry<>(view);
    owner.ifPresent(uid -> owners.add(uid, entry, view));
    namespaces.add(fresh.key().namespace(), entry, view);
    String node = type.nodeName().apply(view);
    if (!node.isEmpty()) {
      nodes.add(node, entry, view);
    }
    telling.add(new Change<>(Optional.empty(), Optional.of(view)));
    return entry;
  }

  private V sharing(V fresh, Optional<V> kin) {
    return kin.isPresent() ? type.sharing().apply(fresh, kin.get()) : fresh;
  }

  /** Returns whether it was news. */
  private boolean change(Entry<V> entry, V object) {
    V before = entry.view;
    V after = type.sharing().apply(object, before);
    boolean same = type.sameView().test(before, after);
    Optional<String> owner = owner(after);
    V view = same ? after : sharing(after, owner.flatMap(owners::latest));
    entry.view = view;
    moveOwner(entry, owner(before), owner);
    moveNode(entry, type.nodeName().apply(before), type.nodeName().apply(view));
    if (!same) {
      telling.add(new Change<>(Optional.of(before), Optional.of(view)));
    }
    return !same;
  }

  private void moveOwner(Entry<V> entry, Optional<String> from, Optional<String> to) {
    if (from.equals(to)) {
      to.ifPresent(uid -> owners.change(uid, entry, entry.view));
    } else {
      from.ifPresent(uid -> owners.remove(uid, entry));
      to.ifPresent(uid -> owners.add(uid, entry, entry.view));
    }
  }

  private void moveNode(Entry<V> entry, String from, String to) {
    if (!from.equals(to)) {
      if (!from.isEmpty()) {
        nodes.remove(from, entry);
      }
      if (!to.isEmpty()) {
        nodes.add(to, entry, entry.view);
      }
    }
  }

  private Optional<String> owner(V view) {
    return type.meta().apply(view).controller().map(OwnerReference::uid);
  }

  private void bury(ObjectMeta gone, long version) {
    objects.compute(
        gone.key(),
        (_, known) -> {
          tombstones.bury(gone.uid(), version);
          if (known == null || !isCovered(known)) {
            return known;
          }
          remove(known);
          return null;
        });
  }

  private boolean isCovered(Entry<V> entry) {
    ObjectMeta meta = type.meta().apply(entry.view);
    return tombstones.cover(meta.uid(), meta.version());
  }

  private void remove(Entry<V> entry) {
    V last = entry.view;
    owner(last).ifPresent(uid -> owners.remove(uid, entry));
    namespaces.remove(type.meta().apply(last).key().namespace(), entry);
    String node = type.nodeName().apply(last);
    if (!node.isEmpty()) {
      nodes.remove(node, entry);
    }
    telling.add(new Change<>(Optional.of(last), Optional.empty()));
  }
}
