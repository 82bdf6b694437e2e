package io.windlass.runtime.port;

import io.windlass.core.plan.Action;

/**
 * Sends one effect to the cluster and waits for the answer; no retries of its own. Thread-safe.
 *
 * <p>When an answer holds an object whose type has a store, the writer has merged it into that
 * store (newer version wins, deletions leave a tombstone) before it returns, so that own writes are
 * visible at once to whoever plans next.
 */
public interface Writer {
  /** Sends. {@link Action.Announce} goes to {@link EventSink} instead and is refused here. */
  WriteResult write(Action action);

  /**
   * Reads one object and merges what it finds, also that there is none, into the store.
   *
   * @return whether that worked; if not, the outcome of an earlier write is still unknown
   */
  boolean refresh(Action.Target target);
}
