package io.windlass.devcluster.api;

import java.time.Duration;

/**
 * What is borne of clients that are slow.
 *
 * @param window how many changes of each type a watch may be behind
 * @param patience how long (real time) a connection may do nothing where something is due: take
 *     what is sent to it, or send the rest of a request
 */
public record WatchLimits(int window, Duration patience) {
  /** What suits most. */
  public static final WatchLimits DEFAULT = new WatchLimits(20_000, Duration.ofSeconds(30));

  /** The same with another window. */
  public WatchLimits withWindow(int other) {
    return new WatchLimits(other, patience);
  }

  /** The same with another patience. */
  public WatchLimits withPatience(Duration other) {
    return new WatchLimits(window, other);
  }
}
