package io.windlass.devcluster.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * Time as everything in a cluster sees it. No component sleeps or starts a timer of its own, so
 * that a test which steps this clock moves the whole cluster.
 *
 * <p>Thread-safe.
 */
public interface ClusterClock {
  /** The present moment of this cluster. */
  Instant now();

  /**
   * Runs work once, {@code delay} from {@link #now()} on; at once for a delay that is not positive.
   * The work may run on any thread and must not block on cluster time.
   */
  Task after(Duration delay, Runnable work);

  /** Runs work once, at a moment; at once if that has passed. Otherwise as {@link #after}. */
  default Task at(Instant moment, Runnable work) {
    return after(Duration.between(now(), moment), work);
  }

  /** Work that has not started may still be taken back. */
  interface Task {
    /** Takes the work back; without effect if it has started. */
    void cancel();
  }
}
