package io.windlass.oam.render;

import io.windlass.oam.model.ObjectRef;
import java.util.List;

/** What became of a trait. */
public record TraitReport(String type, State state, List<ObjectRef> objects, String message) {
  public TraitReport {
    objects = List.copyOf(objects);
  }

  /** How far it came. */
  public enum State {
    /** Laid onto the instance. */
    APPLIED,
    /** Waits for a kind that the cluster does not serve. */
    WAITING,
    /** The environment does not offer it; the instance runs without. */
    NOT_OFFERED
  }
}
