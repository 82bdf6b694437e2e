package io.windlass.runtime.store;

import java.util.Arrays;

/**
 * An immutable sequence in a tree of arrays of at most {@value #WIDTH}. A changed copy shares all
 * but one path with what it was made of: cost O(log size) and at most {@value #WIDTH} references
 * for each level, so that ten thousand changes of a sequence of ten thousand copy no more than a
 * few megabytes. Bagwell, "Ideal Hash Trees" (2001), as Clojure's vectors have it.
 */
final class Chunks<T> {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;
  private static final Object[] NONE = {};

  private final int size;

  /** How far a place is shifted to give the slot in the root. */
  private final int shift;

  /** Leaves hold items, others hold arrays; none is longer than what it holds. */
  private final Object[] root;

  private Chunks(int size, int shift, Object[] root) {
    this.size = size;
    this.shift = shift;
    this.root = root;
  }

  static <T> Chunks<T> empty() {
    return new Chunks<>(0, 0, NONE);
  }

  int size() {
    return size;
  }

  /**
   * The item at a place.
   *
   * @param place from 0 to size - 1
   */
  @SuppressWarnings("unchecked") // only T is ever put into leaves
  T get(int place) {
    Object[] node = root;
    for (int level = shift; level > 0; level -= BITS) {
      node = (Object[]) node[slot(place, level)];
    }
    return (T) node[slot(place, 0)];
  }

  /**
   * With another item at a place.
   *
   * @param place from 0 to size; the latter appends
   */
  Chunks<T> with(int place, T item) {
    if (place == WIDTH << shift) {
      Object[] higher = {root};
      return new Chunks<>(size + 1, shift + BITS, set(higher, shift + BITS, place, item));
    }
    return new Chunks<>(Math.max(size, place + 1), shift, set(root, shift, place, item));
  }

  /** Without the last item. */
  Chunks<T> withoutLast() {
    Object[] rest = drop(root, shift, size - 1);
    int level = shift;
    while (level > 0 && rest.length == 1) {
      rest = (Object[]) rest[0];
      level -= BITS;
    }
    return new Chunks<>(size - 1, level, rest);
  }

  /** All items in a new array. */
  Object[] toArray() {
    if (shift == 0) {
      return root.clone();
    }
    Object[] all = new Object[size];
    copy(root, shift, all, 0);
    return all;
  }

  private static int slot(int place, int level) {
    return (place >>> level) & (WIDTH - 1);
  }

  private static Object[] set(Object[] node, int level, int place, Object item) {
    int slot = slot(place, level);
    Object[] changed = Arrays.copyOf(node, Math.max(node.length, slot + 1));
    Object[] below = level > 0 && slot < node.length ? (Object[]) node[slot] : NONE;
    changed[slot] = level == 0 ? item : set(below, level - BITS, place, item);
    return changed;
  }

  private static Object[] drop(Object[] node, int level, int last) {
    int slot = slot(last, level);
    if (level > 0) {
      Object[] below = drop((Object[]) node[slot], level - BITS, last);
      if (below.length > 0) {
        Object[] changed = node.clone();
        changed[slot] = below;
        return changed;
      }
    }
    return Arrays.copyOf(node, slot);
  }

  private static int copy(Object[] node, int level, Object[] to, int from) {
    if (level == 0) {
      System.arraycopy(node, 0, to, from, node.length);
      return from + node.length;
    }
    int next = from;
    for (Object below : node) {
      next = copy((Object[]) below, level - BITS, to, next);
    }
    return next;
  }
}
