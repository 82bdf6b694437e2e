package io.windlass.house.planted.controllers.adapter.fabric8;

import io.windlass.house.planted.controllers.beta.BetaReconciler;
import java.time.Instant;

/** Breaks: adapters see no reconciler. That it reads the clock is fine. */
public record Fabric8Reader(BetaReconciler reader) {
  /** When it was asked. */
  public static Instant askedAt() {
    return Instant.now();
  }
}
