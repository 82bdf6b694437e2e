package io.windlass.manager.playground;

import io.windlass.devcluster.sim.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a playground is to be.
 *
 * @param port of the API; 0 takes any that is free
 * @param directory where the kubeconfig is written
 * @param containerDelay how long a simulated container takes to start, and to restart
 * @param faults ways in which the cluster misbehaves on purpose
 * @param world what is around its pods
 * @param data where the cluster is kept between runs, if it is
 */
public record PlaygroundOptions(
    int port,
    int nodes,
    Path directory,
    Duration containerDelay,
    Set<Fault> faults,
    World world,
    Optional<Path> data) {
  /** One in the usual world. */
  public PlaygroundOptions(
      int port, int nodes, Path directory, Duration containerDelay, Set<Fault> faults) {
    this(port, nodes, directory, containerDelay, faults, World.USUAL, Optional.empty());
  }

  public PlaygroundOptions {
    faults = Set.copyOf(faults);
  }
}
