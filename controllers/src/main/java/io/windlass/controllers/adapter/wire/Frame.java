package io.windlass.controllers.adapter.wire;

/**
 * One event of a watch.
 *
 * @param <V> the view of the objects
 */
public sealed interface Frame<V> {
  /** An object was added or changed. */
  record Changed<V>(V object) implements Frame<V> {}

  /** An object is gone; this was its last state. */
  record Removed<V>(V object) implements Frame<V> {}

  /**
   * Nothing else happened up to a version.
   *
   * @param endsInitialEvents everything that existed when the watch began has been sent (KEP-3157)
   */
  record Bookmark<V>(long version, boolean endsInitialEvents) implements Frame<V> {}

  /** The server cannot go on. */
  record Failed<V>(ApiStatus status) implements Frame<V> {}
}
