package io.windlass.devcluster.store;

import java.util.List;

/**
 * Where the objects of a cluster are kept besides memory. Thread-safe; what happens to one type is
 * told in order, under that type's lock, so implementations must not wait for disks.
 */
public interface Journal {
  /** Nothing is kept: the cluster lives in memory. */
  Journal NONE = new Journal() {};

  /** The objects of a type as JSON, as they were kept last. Costs O(their bytes). */
  default List<byte[]> kept(String type) {
    return List.of();
  }

  /** An object has this state now. */
  default void put(String type, ObjectKey key, byte[] json) {}

  /** An object is gone. */
  default void remove(String type, ObjectKey key) {}

  /** A type is no longer served. */
  default void drop(String type) {}

  /** The version below which all have been reserved; 1 at first. */
  default long reserved() {
    return 1;
  }

  /**
   * Versions up to this one may be issued from now on, and never again after a restart; on disk
   * when this returns.
   */
  default void reserve(long version) {}
}
