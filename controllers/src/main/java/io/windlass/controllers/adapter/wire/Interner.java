package io.windlass.controllers.adapter.wire;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Lets equal values share one instance, so that ten thousand pods hold one copy of their labels. A
 * direct-mapped table of fixed size: a value that falls on another's place takes it, so that the
 * memory is bounded and rare values cost nothing lasting. Thread-safe: two threads may at worst
 * keep two equal instances.
 *
 * @param <T> immutable, with value semantics
 */
final class Interner<T> {
  private final AtomicReferenceArray<T> places;
  private final int mask;

  /** Makes room for this many values, a power of two. */
  Interner(int size) {
    if (Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("not a power of two: " + size);
    }
    places = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  /** An equal value, the same one as last time where possible. */
  T shared(T value) {
    int hash = value.hashCode();
    int place = (hash ^ (hash >>> 16)) & mask;
    T present = places.getPlain(place);
    if (value.equals(present)) {
      return present;
    }
    places.setRelease(place, value);
    return value;
  }
}
