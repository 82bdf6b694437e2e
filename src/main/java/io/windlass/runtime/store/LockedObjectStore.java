package io.windlass.runtime.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.store.ObjectTable.Change;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The plain store: one lock around one table, against which {@link ConcurrentObjectStore} is held.
 *
 * <p>Listeners are called outside the lock. Changes wait in a queue that is filled under the lock
 * and emptied by one thread at a time, so a listener sees them in the order in which they happened.
 * A listener that throws loses its change; the next change goes on from there.
 */
public final class LockedObjectStore<V> implements ObjectStore<V> {
  private static final int TOMBSTONES = 20_000;

  private final StoredType<V> type;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private final ObjectTable<V> table;

  @GuardedBy("lock")
  private boolean telling;

  private volatile ChangeListener<V> listener = (_, _) -> {};

  /** Every newer version is news. */
  public LockedObjectStore(Function<V, ObjectMeta> meta) {
    this(StoredType.of(meta), TOMBSTONES);
  }

  /**
   * A newer version whose view is the same is kept, but told to nobody.
   *
   * @param tombstones how many deletions are remembered, the latest ones
   */
  public LockedObjectStore(StoredType<V> type, int tombstones) {
    this.type = type;
    this.table = new ObjectTable<>(type, new Tombstones(tombstones));
  }

  @Override
  public Optional<V> get(ObjectKey key) {
    return read(t -> t.get(key));
  }

  @Override
  public List<V> ownedBy(String ownerUid) {
    return read(t -> t.ownedBy(ownerUid));
  }

  @Override
  public List<V> inNamespace(String namespace) {
    return read(t -> t.inNamespace(namespace));
  }

  @Override
  public List<V> onNode(String nodeName) {
    return read(t -> t.onNode(nodeName));
  }

  @Override
  public List<V> all() {
    return read(ObjectTable::all);
  }

  @Override
  public int size() {
    return read(ObjectTable::size);
  }

  @Override
  public long sizeBytes() {
    Sample<V> sample = new Sample<>(type);
    all().stream().limit(Sample.LOOKED_AT).forEach(sample::add);
    return sample.bytesOf(size());
  }

  @Override
  public boolean isFilled() {
    return read(ObjectTable::isFilled);
  }

  @Override
  public long reachedVersion() {
    return read(ObjectTable::reached);
  }

  @Override
  public void onChange(ChangeListener<V> changeListener) {
    ChangeListener<V> others = listener;
    listener =
        (before, after) -> {
          others.changed(before, after);
          changeListener.changed(before, after);
        };
  }

  @Override
  public boolean merge(V object) {
    boolean news = read(t -> t.absorb(object));
    tell();
    return news;
  }

  @Override
  public void forget(ObjectMeta gone) {
    write(t -> t.bury(gone, Tombstones.FOR_EVER));
  }

  @Override
  public void changed(V object) {
    write(
        t -> {
          t.advance(type.meta().apply(object).version());
          t.absorb(object);
        });
  }

  @Override
  public void removed(ObjectMeta last, V object) {
    write(
        t -> {
          t.advance(last.version());
          t.bury(last, last.version());
        });
  }

  @Override
  public void reached(long version) {
    write(t -> t.advance(version));
  }

  @Override
  public void listed(List<V> objects, long version) {
    write(t -> t.fill(objects, version));
  }

  private <R> R read(Function<ObjectTable<V>, R> question) {
    lock.lock();
    try {
      return question.apply(table);
    } finally {
      lock.unlock();
    }
  }

  private void write(Consumer<ObjectTable<V>> change) {
    lock.lock();
    try {
      change.accept(table);
    } finally {
      lock.unlock();
    }
    tell();
  }

  private void tell() {
    Optional<Change<V>> next = startTelling();
    while (next.isPresent()) {
      boolean told = false;
      try {
        listener.changed(next.get().before(), next.get().after());
        told = true;
      } finally {
        if (!told) {
          stopTelling();
        }
      }
      next = goOnTelling();
    }
  }

  private Optional<Change<V>> startTelling() {
    lock.lock();
    try {
      Optional<Change<V>> next = telling ? Optional.empty() : table.takeUntold();
      telling |= next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private Optional<Change<V>> goOnTelling() {
    lock.lock();
    try {
      Optional<Change<V>> next = table.takeUntold();
      telling = next.isPresent();
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void stopTelling() {
    lock.lock();
    try {
      telling = false;
    } finally {
      lock.unlock();
    }
  }
}
