package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.List;

/**
 * What became of another autoscaler's document.
 *
 * @param object the TimedPodAutoscaler; to be used only if nothing was refused
 * @param notes where it will behave otherwise
 * @param refusals what cannot be moved, and why
 */
public record Moved(Json.Obj object, List<String> notes, List<String> refusals) {
  public Moved {
    notes = List.copyOf(notes);
    refusals = List.copyOf(refusals);
  }
}
