package io.windlass.controllers.adapter.wire;

import java.io.IOException;
import java.util.Optional;

/**
 * The events of one watch, one after another. One thread.
 *
 * @param <V> the view of the objects
 */
@FunctionalInterface
public interface Frames<V> {
  /** The annotation of the bookmark after which everything that existed has been sent. */
  String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

  /**
   * The next event, empty at the orderly end; blocks until there is one.
   *
   * @throws BrokenDocument for a frame that is broken or half
   * @throws OversizedFrame for one that is longer than the window's bound
   */
  Optional<Frame<V>> next() throws IOException;
}
