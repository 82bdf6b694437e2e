package io.windlass.devcluster.sim;

import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.load.PodProfiles;
import io.windlass.devcluster.sim.metrics.Metrics;
import io.windlass.devcluster.sim.node.NodeHealth;
import io.windlass.devcluster.sim.roster.PodRoster;

/** What is seen of the simulated cluster, by its own parts and by the API's metrics. */
public record Observatory(PodRoster roster, Metrics metrics, NodeHealth nodes) {
  /** One that has seen nothing yet; a simulation fills it. */
  public static Observatory on(ClusterClock clock, PodProfiles profiles) {
    PodRoster roster = new PodRoster(profiles);
    return new Observatory(roster, new Metrics(roster, clock), new NodeHealth());
  }
}
