package io.windlass.core.autoscaling.spec;

import io.windlass.core.model.Json;
import java.util.List;

/**
 * A document as far as it could be read.
 *
 * @param spec with what could not be read left out; to be obeyed only if nothing rejects it
 * @param faults all that could not be read
 */
public record ReadAutoscaler(AutoscalerSpec spec, List<Finding> faults) {
  public ReadAutoscaler {
    faults = List.copyOf(faults);
  }

  /** Reads a whole object. */
  public static ReadAutoscaler of(Json.Obj object) {
    return new SpecReader(object).read();
  }

  public boolean isSound() {
    return faults.stream().noneMatch(Finding::rejects);
  }
}
