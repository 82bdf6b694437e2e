package io.windlass.devcluster.differ;

import io.windlass.devcluster.DevClusterOptions;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.Fault;
import java.nio.file.Path;
import java.util.Set;

/** The cluster that is compared: as few controllers write its objects as those of the referee. */
final class Ours {
  private Ours() {}

  static DevClusterOptions options(Path directory, ClusterClock clock) {
    return DevClusterOptions.in(directory, clock)
        .withNodes(0)
        .withFaults(Set.of(Fault.NODES_UNATTENDED));
  }
}
