package io.windlass.oam.model;

import java.util.List;

/** An application, whatever generation of words it was written in. */
public record Application(
    Generation generation, Identity identity, List<Instance> instances, List<ScopeRequest> scopes) {
  public Application {
    instances = List.copyOf(instances);
    scopes = List.copyOf(scopes);
  }
}
