package io.windlass.devcluster.sim.work;

import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.clock.ClusterClock;
import java.util.concurrent.Executor;

/** What every part of the simulation works with. The executor runs short tasks, on any thread. */
public record Surroundings(ClusterApi api, ClusterClock clock, Executor executor) {
  /** The same, counted in the audit as {@code agent}. */
  public Surroundings as(String agent) {
    return new Surroundings(api.as(agent), clock, executor);
  }
}
