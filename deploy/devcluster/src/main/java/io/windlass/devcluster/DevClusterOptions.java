package io.windlass.devcluster;

import io.windlass.devcluster.api.RequestGate;
import io.windlass.devcluster.clock.ClusterClock;
import java.nio.file.Path;

/**
 * How a cluster is to be.
 *
 * @param port 0 takes any that is free
 * @param nodes how many nodes it has
 * @param directory where the kubeconfig and the certificate of the authority are written
 * @param clock is not closed with the cluster
 * @param gate comes between mutating requests and their execution
 * @param watchWindow how many changes of each type a watch may be behind
 */
public record DevClusterOptions(
    int port, int nodes, Path directory, ClusterClock clock, RequestGate gate, int watchWindow) {
  private static final int DEFAULT_NODES = 3;
  private static final int DEFAULT_WATCH_WINDOW = 20_000;

  /** Three nodes on any port. */
  public static DevClusterOptions in(Path directory, ClusterClock clock) {
    return new DevClusterOptions(
        0, DEFAULT_NODES, directory, clock, RequestGate.OPEN, DEFAULT_WATCH_WINDOW);
  }

  public DevClusterOptions withPort(int other) {
    return new DevClusterOptions(other, nodes, directory, clock, gate, watchWindow);
  }

  public DevClusterOptions withNodes(int other) {
    return new DevClusterOptions(port, other, directory, clock, gate, watchWindow);
  }

  public DevClusterOptions withGate(RequestGate other) {
    return new DevClusterOptions(port, nodes, directory, clock, other, watchWindow);
  }

  public DevClusterOptions withWatchWindow(int other) {
    return new DevClusterOptions(port, nodes, directory, clock, gate, other);
  }
}
