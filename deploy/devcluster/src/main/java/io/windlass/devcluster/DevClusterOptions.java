package io.windlass.devcluster;

import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.api.WatchLimits;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.Fault;
import io.windlass.devcluster.sim.SimulationOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How a cluster is to be.
 *
 * @param port 0 takes any that is free
 * @param directory where the kubeconfig and the certificate of the authority are written
 * @param clock is not closed with the cluster
 * @param simulation the nodes and how they and their pods behave; the root certificate is filled in
 * @param gate comes between mutating requests and their execution
 * @param watches what is borne of clients that are slow
 * @param webhookPort where webhooks listen that are named by a Service and its port 443
 * @param data where the cluster is kept between runs; in memory only if there is no such folder
 */
public record DevClusterOptions(
    int port,
    Path directory,
    ClusterClock clock,
    SimulationOptions simulation,
    RequestGate gate,
    WatchLimits watches,
    int webhookPort,
    Optional<Path> data) {
  private static final int DEFAULT_NODES = 3;
  private static final int DEFAULT_WEBHOOK_PORT = 9443;

  /** Three healthy nodes, on any port. */
  public static DevClusterOptions in(Path directory, ClusterClock clock) {
    SimulationOptions simulation = SimulationOptions.of(DEFAULT_NODES);
    return new DevClusterOptions(
        0,
        directory,
        clock,
        simulation,
        RequestGate.OPEN,
        WatchLimits.DEFAULT,
        DEFAULT_WEBHOOK_PORT,
        Optional.empty());
  }

  public DevClusterOptions withPort(int other) {
    return new DevClusterOptions(
        other, directory, clock, simulation, gate, watches, webhookPort, data);
  }

  /** The same with another number of nodes, 0 for none. */
  public DevClusterOptions withNodes(int nodes) {
    return withSimulation(simulation.withNodes(nodes));
  }

  /** The same with these faults on purpose. */
  public DevClusterOptions withFaults(Set<Fault> faults) {
    return withSimulation(simulation.withFaults(faults));
  }

  public DevClusterOptions withSimulation(SimulationOptions other) {
    return new DevClusterOptions(port, directory, clock, other, gate, watches, webhookPort, data);
  }

  public DevClusterOptions withGate(RequestGate other) {
    return new DevClusterOptions(
        port, directory, clock, simulation, other, watches, webhookPort, data);
  }

  public DevClusterOptions withWatches(WatchLimits other) {
    return new DevClusterOptions(
        port, directory, clock, simulation, gate, other, webhookPort, data);
  }

  public DevClusterOptions withWebhookPort(int other) {
    return new DevClusterOptions(port, directory, clock, simulation, gate, watches, other, data);
  }

  /** The same, kept in a folder between runs. */
  public DevClusterOptions keptIn(Path folder) {
    return new DevClusterOptions(
        port, directory, clock, simulation, gate, watches, webhookPort, Optional.of(folder));
  }
}
