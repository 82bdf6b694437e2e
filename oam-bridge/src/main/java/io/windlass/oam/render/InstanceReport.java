package io.windlass.oam.render;

import io.windlass.oam.model.ObjectRef;
import java.util.List;

/**
 * What the status says of an instance before anything has run.
 *
 * @param replicasOwner who decides how many copies run
 * @param notes what the operator should know, a native object in another's place, say
 */
public record InstanceReport(
    String name,
    String component,
    String revision,
    ObjectRef workload,
    String replicasOwner,
    List<TraitReport> traits,
    List<String> notes) {
  public InstanceReport {
    traits = List.copyOf(traits);
    notes = List.copyOf(notes);
  }
}
