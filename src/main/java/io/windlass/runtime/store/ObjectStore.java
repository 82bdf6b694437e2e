package io.windlass.runtime.store;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.runtime.port.Source;
import java.util.List;
import java.util.Optional;

/**
 * All known objects of one type. Two writers feed it, the watch and the answers to own writes, so
 * every change is merged by version: the newer one stays, and an object that was seen to be gone
 * does not come back with an older version (tombstones by uid).
 *
 * <p>Thread-safe. A returned list is consistent in itself and never changes.
 *
 * @param <V> an immutable view
 */
public interface ObjectStore<V> extends Source.Listener<V> {
  /** One object. */
  Optional<V> get(ObjectKey key);

  /** The objects whose controller has this uid; cost O(objects of that owner). */
  List<V> ownedBy(String ownerUid);

  /** The objects of a namespace; cost O(objects of that namespace). */
  List<V> inNamespace(String namespace);

  /** Every object; cost O(all). */
  List<V> all();

  int size();

  /** Merges the answer to an own write; returns whether it was news. */
  boolean merge(V object);

  /** Merges the news that an object is gone. */
  void forget(ObjectMeta gone);

  /** Whether the first list has arrived. */
  boolean isFilled();

  /**
   * Called after each change that was news, on the thread that brought it; set before the start.
   */
  void onChange(ChangeListener<V> listener);

  /** Looks on. {@code before} or {@code after} is empty for additions and removals. */
  @FunctionalInterface
  interface ChangeListener<V> {
    void changed(Optional<V> before, Optional<V> after);
  }
}
