package io.windlass.devcluster.auth.control;

import io.windlass.devcluster.api.ClusterApi;
import io.windlass.devcluster.auth.token.StoredTokens;
import io.windlass.devcluster.clock.ClusterClock;
import io.windlass.devcluster.sim.work.Part;
import io.windlass.devcluster.sim.work.Surroundings;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The controllers of roles and tokens, which run until they are closed. */
public final class AccessControllers implements AutoCloseable {
  private final List<Part> parts;

  private AccessControllers(List<Part> parts) {
    this.parts = parts;
  }

  /** Starts them; they do nothing until something changes. */
  public static AccessControllers start(ClusterApi api, ClusterClock clock, StoredTokens tokens) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Surroundings surroundings = new Surroundings(api, clock, threads);
    return new AccessControllers(
        List.of(
            new RoleAggregator(surroundings),
            new TokenSecrets(surroundings, tokens),
            threads::close));
  }

  @Override
  public void close() {
    parts.forEach(Part::close);
  }
}
