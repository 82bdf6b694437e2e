package io.windlass.devcluster.sim.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.sim.workload.Amount;

/**
 * How a Deployment gets from one template to the next; all are pod counts.
 *
 * @param recreate whether all old pods go before the first new one comes
 * @param replicas how many there shall be in the end
 * @param maxSurge how many more there may be on the way
 * @param maxUnavailable how many fewer may be available on the way
 */
record Strategy(boolean recreate, int replicas, int maxSurge, int maxUnavailable) {

  /** Reads {@code spec} of a Deployment. */
  static Strategy of(JsonNode spec) {
    int replicas = spec.path("replicas").asInt();
    if (spec.at("/strategy/type").asText().equals("Recreate")) {
      return new Strategy(true, replicas, 0, 0);
    }
    JsonNode rolling = spec.at("/strategy/rollingUpdate");
    return rolling(replicas, rolling.path("maxSurge"), rolling.path("maxUnavailable"));
  }

  /** A surge is rounded up, what may be unavailable down; if neither is left, one may be. */
  static Strategy rolling(int replicas, JsonNode maxSurge, JsonNode maxUnavailable) {
    int surge = Amount.roundedUp(maxSurge, replicas);
    int unavailable = Amount.roundedDown(maxUnavailable, replicas);
    if (surge == 0 && unavailable == 0) {
      unavailable = 1;
    }
    return new Strategy(false, replicas, surge, Math.min(unavailable, replicas));
  }

  /** The fewest pods that shall be available at any time. */
  int minAvailable() {
    return replicas - maxUnavailable;
  }

  /** The most pods that there may be at any time. */
  int maxTotal() {
    return replicas + maxSurge;
  }
}
