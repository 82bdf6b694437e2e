package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.time.Instant;

/** Moves one HorizontalPodAutoscaler: the same fields, and no windows yet. */
public record HpaMove(Json.Obj source, Instant now) {
  /** What became of it. */
  public Moved move() {
    Draft draft = new Draft();
    Json.Obj spec = HpaParts.of(source, draft).spec();
    return draft.moved(Draft.object(source, spec), now);
  }
}
