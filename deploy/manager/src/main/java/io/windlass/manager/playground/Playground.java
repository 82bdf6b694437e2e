package io.windlass.manager.playground;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.windlass.devcluster.DevCluster;
import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.chaos.ChaosGate;
import io.windlass.devcluster.chaos.ChaosPlan;
import io.windlass.devcluster.chaos.Outages;
import io.windlass.devcluster.clock.ScaledClock;
import io.windlass.devcluster.file.UnusableFile;
import io.windlass.devcluster.sim.Fault;
import io.windlass.devcluster.sim.SimulationOptions;
import io.windlass.manager.access.ClusterAccess;
import io.windlass.manager.report.CommandFailure;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A running devcluster with simulated nodes, on a clock of its own. Thread-safe; everything in it
 * ends with {@link #close}.
 */
public final class Playground implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final ScaledClock clock;
  private final DevCluster cluster;

  private final Outages outages;
  private final Set<Fault> faults;

  private Playground(ScaledClock clock, DevCluster cluster, Outages outages, Set<Fault> faults) {
    this.faults = faults;
    this.clock = clock;
    this.cluster = cluster;
    this.outages = outages;
  }

  /** Starts a cluster; it serves, and its nodes are there, when this returns. */
  public static Playground start(PlaygroundOptions options) {
    ScaledClock clock = new ScaledClock(options.world().timeScale());
    try {
      DevClusterOptions wanted =
          DevClusterOptions.in(options.directory(), clock)
              .withPort(options.port())
              .withGate(gate(options, clock))
              .withSimulation(simulation(options));
      DevCluster cluster = DevCluster.start(options.data().map(wanted::keptIn).orElse(wanted));
      Outages outages = Outages.start(cluster.api(), clock, options.world().chaos());
      return new Playground(clock, cluster, outages, options.faults());
    } catch (IllegalStateException e) {
      clock.close();
      throw portTaken(e) ? inUse(options.port()) : e;
    } catch (UnusableFile e) {
      clock.close();
      throw new CommandFailure(
          "--data %s: %s".formatted(options.data().orElseThrow(), e.getMessage()), e.remedy());
    }
  }

  /** The file with which a client enters as the administrator. */
  public Path kubeconfig() {
    return cluster.kubeconfig();
  }

  /** Ways in which it misbehaves on purpose. */
  public Set<Fault> faults() {
    return faults;
  }

  /** The clock that the whole cluster runs by. */
  public ScaledClock clock() {
    return clock;
  }

  /** A client that the audit calls by this name; whoever asks closes it. */
  public KubernetesClient client(String agent) {
    return new ClusterAccess(Optional.of(kubeconfig()), Optional.empty(), agent, REQUEST_TIMEOUT)
        .connect();
  }

  /** Requests counted since the last reset, by {@code "agent verb resource code"}. */
  public Map<String, Long> requests() {
    return cluster.audit().counts();
  }

  /** Begins to count anew. */
  public void resetRequests() {
    cluster.audit().reset();
  }

  @Override
  public void close() {
    outages.close();
    cluster.close();
    clock.close();
  }

  private static SimulationOptions simulation(PlaygroundOptions options) {
    return SimulationOptions.of(options.nodes())
        .withFaults(options.faults())
        .withDelays(options.containerDelay(), options.containerDelay())
        .withProfile(options.world().profile())
        .withProfiles(options.world().images());
  }

  private static RequestGate gate(PlaygroundOptions options, ScaledClock clock) {
    ChaosPlan chaos = options.world().chaos();
    return chaos.rules().isEmpty() ? RequestGate.OPEN : new ChaosGate(chaos, clock);
  }

  private static boolean portTaken(Throwable failure) {
    return Stream.iterate(failure, link -> link != null, Throwable::getCause)
        .anyMatch(BindException.class::isInstance);
  }

  private static CommandFailure inUse(int port) {
    return new CommandFailure(
        "port %d of 127.0.0.1 is in use".formatted(port),
        "Choose another with --port (0 takes any that is free), or end what listens there");
  }
}
