package io.windlass.devcluster.sim.object;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as the API writes them: RFC 3339, whole seconds, UTC. */
public final class Timestamps {
  private Timestamps() {}

  /** The text of a moment; what is below a second is cut off, as the API does it. */
  public static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
