package io.windlass.oam.catalogue;

import io.windlass.core.model.Json;
import io.windlass.oam.model.Kind;
import java.util.List;
import java.util.Optional;

/**
 * What the catalogue says of a trait.
 *
 * @param name a word of ours, or the name of a TraitDefinition
 * @param appliesTo full names of workload types, {@code *}, {@code *.group}, names of CRDs and
 *     definitions, or characteristics; any of them is enough
 * @param conflictsWith names of traits that must not stand beside it, or {@code *}
 * @param properties JSON schema of its properties
 * @param definition what only traits of other people's kinds have
 */
public record TraitEntry(
    String name,
    List<String> appliesTo,
    List<String> conflictsWith,
    Json.Obj properties,
    Optional<Definition> definition) {
  public TraitEntry {
    appliesTo = List.copyOf(appliesTo);
    conflictsWith = List.copyOf(conflictsWith);
  }

  /**
   * How the bridge deals with a kind that it does not know.
   *
   * @param workloadRefPath where the reference to the workload is written, empty for nowhere
   * @param revisionEnabled whether each revision of the component gets a workload of its own
   */
  public record Definition(Kind kind, String workloadRefPath, boolean revisionEnabled) {}
}
