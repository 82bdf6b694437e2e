package io.windlass.oam.read.parts;

import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters that fields may take their values from. */
public record Lookup(Set<String> declared, Map<String, Json> values) {
  public Lookup {
    declared = Set.copyOf(declared);
    values = Map.copyOf(values);
  }

  /** There are none. */
  public static Lookup none() {
    return new Lookup(Set.of(), Map.of());
  }

  /** Empty if it has neither value nor default. */
  public Optional<Json> find(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
