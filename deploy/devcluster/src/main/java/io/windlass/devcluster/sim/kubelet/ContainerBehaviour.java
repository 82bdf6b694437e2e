package io.windlass.devcluster.sim.kubelet;

import java.time.Duration;
import java.util.Optional;

/**
 * How the process of a simulated container behaves.
 *
 * @param start from the moment it may start to its first start
 * @param restart from its stop to its next start
 * @param ready from a start to readiness
 * @param pull how long an image takes that it did not run before; comes on top of the above
 * @param exit when and how its process ends by itself
 * @param neverReady whether it runs without ever being ready
 */
public record ContainerBehaviour(
    Duration start,
    Duration restart,
    Duration ready,
    Duration pull,
    Exit exit,
    boolean neverReady) {

  /**
   * The end of a process.
   *
   * @param after from its start; empty if it runs until it is stopped (an init container: at once)
   */
  public record Exit(Optional<Duration> after, int code) {
    /** Runs until it is stopped. */
    public static final Exit NONE = new Exit(Optional.empty(), 0);
  }

  /** Everything happens at once. */
  public static final ContainerBehaviour PROMPT =
      new ContainerBehaviour(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Exit.NONE, false);

  /** The same with another delay before the first start. */
  public ContainerBehaviour withStart(Duration delay) {
    return new ContainerBehaviour(delay, restart, ready, pull, exit, neverReady);
  }

  /** The same with another delay before a restart. */
  public ContainerBehaviour withRestart(Duration delay) {
    return new ContainerBehaviour(start, delay, ready, pull, exit, neverReady);
  }

  /** The same with another delay before readiness. */
  public ContainerBehaviour withReady(Duration delay) {
    return new ContainerBehaviour(start, restart, delay, pull, exit, neverReady);
  }

  /** The same with another time for an image. */
  public ContainerBehaviour withPull(Duration delay) {
    return new ContainerBehaviour(start, restart, ready, delay, exit, neverReady);
  }

  /** The same with another end. */
  public ContainerBehaviour withExit(Exit other) {
    return new ContainerBehaviour(start, restart, ready, pull, other, neverReady);
  }

  /** The same, never ready or as ready as it would be. */
  public ContainerBehaviour withNeverReady(boolean never) {
    return new ContainerBehaviour(start, restart, ready, pull, exit, never);
  }
}
