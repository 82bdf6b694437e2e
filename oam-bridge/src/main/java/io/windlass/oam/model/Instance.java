package io.windlass.oam.model;

import io.windlass.oam.document.Node;
import java.util.List;

/**
 * One running component of an application.
 *
 * @param name of its workload and Service
 * @param revision of the component, empty if it has none
 * @param at where the operator asked for it
 */
public record Instance(
    String name,
    String component,
    String revision,
    Node at,
    Workload workload,
    List<TraitUse> traits,
    List<ScopeUse> scopes,
    Flow flow) {
  public Instance {
    traits = List.copyOf(traits);
    scopes = List.copyOf(scopes);
  }
}
