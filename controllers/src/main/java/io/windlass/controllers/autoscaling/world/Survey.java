package io.windlass.controllers.autoscaling.world;

import io.windlass.core.autoscaling.check.World;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.model.Json;
import java.util.Optional;

/** Finds out what surrounds an autoscaler. Thread-safe; may wait for the API server. */
@FunctionalInterface
public interface Survey {
  /** What is there; what cannot be read counts as absent. */
  World around(Asked asked);

  /**
   * Around which autoscaler.
   *
   * @param autoscaler the whole object
   * @param spec the same, read
   * @param scale of the target, where it has been read already
   */
  record Asked(Json.Obj autoscaler, AutoscalerSpec spec, Optional<Json.Obj> scale) {
    String namespace() {
      return autoscaler.text("metadata", "namespace").orElse("");
    }
  }
}
