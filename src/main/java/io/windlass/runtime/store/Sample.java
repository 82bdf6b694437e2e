package io.windlass.runtime.store;

import io.windlass.core.model.Footprint;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Estimates the memory of a store from some of its objects. An object is counted together with
 * others of its owner, since these are what it shares its parts with. Used once, by one thread.
 */
final class Sample<V> {
  /** After so many objects the estimate is good enough. */
  static final int LOOKED_AT = 256;

  /** What is shared by more than these costs each next to nothing. */
  private static final int OF_AN_OWNER = 32;

  /** Its entries in the table and in two or three indexes, and what refers to it there. */
  private static final int PLACE_BYTES = 100;

  private final StoredType<V> type;
  private final Footprint footprint = Footprint.start();
  private final Set<String> owners = new HashSet<>();
  private long bytes;
  private int counted;

  Sample(StoredType<V> type) {
    this.type = type;
  }

  /** Counts an object without owner. */
  void add(V view) {
    bytes += PLACE_BYTES + type.sizing().bytes(footprint, view);
    counted++;
  }

  /** Counts the objects of an owner, unless they are counted already. */
  void add(String ownerUid, Collection<V> owned) {
    if (owners.add(ownerUid)) {
      owned.stream().limit(OF_AN_OWNER).forEach(this::add);
    }
  }

  /** What so many objects take, if they are like those that were counted. */
  long bytesOf(int objects) {
    return counted == 0 ? 0 : bytes * objects / counted;
  }
}
