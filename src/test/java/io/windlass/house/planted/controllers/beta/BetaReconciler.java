package io.windlass.house.planted.controllers.beta;

import io.windlass.house.planted.controllers.adapter.fabric8.Fabric8Reader;
import io.windlass.house.planted.core.alpha.Alpha;
import java.time.Instant;
import java.util.List;

/** Breaks: reconcilers see no adapter, no other workload and no clock. */
public record BetaReconciler(List<Fabric8Reader> readers) {
  /** Speaks of another workload. */
  public static Alpha alpha() {
    return new Alpha("alpha");
  }

  /** Reads the clock. */
  public static Instant startedAt() {
    return Instant.now();
  }
}
