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
 * <p>Thread-safe. A returned list never changes and has no object twice; what is returned of one
 * owner is what it had at one moment.
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

  /** The objects that run on a node; cost O(objects of that node). */
  List<V> onNode(String nodeName);

  /** Every object; cost O(all). */
  List<V> all();

  int size();

  /**
   * The memory of all objects and of their places in the store and its indexes, in bytes: an
   * estimate from a few hundred of them, what these share counted once; cost O(1).
   */
  long sizeBytes();

  /** Merges the answer to an own write; returns whether it was news. */
  boolean merge(V object);

  /**
   * Merges the certain news that an object is gone: the answer to an own delete that took effect at
   * once, or a read that did not find it. Nothing about this uid is believed afterwards.
   */
  void forget(ObjectMeta gone);

  /** Whether the first list has arrived. */
  boolean isFilled();

  /** The version up to which the watch has told everything; answers to own writes do not count. */
  long reachedVersion();

  /**
   * Called after each change that was news, one at a time and in the order of the changes, on the
   * thread that brought it or on one that is just telling its own; the store itself shows it
   * already. Each listener is told, in the order in which they were added, before the start.
   */
  void onChange(ChangeListener<V> listener);

  /**
   * Looks on. {@code before} or {@code after} is empty for additions and removals. If both are
   * there they have the same uid: an object that took another's name is told as a removal and an
   * addition.
   */
  @FunctionalInterface
  interface ChangeListener<V> {
    void changed(Optional<V> before, Optional<V> after);
  }
}
