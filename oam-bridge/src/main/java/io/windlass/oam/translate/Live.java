package io.windlass.oam.translate;

import io.windlass.core.model.Json;
import io.windlass.oam.model.ObjectRef;
import java.util.Map;
import java.util.Optional;

/** The objects of the application's namespace that values are passed from, as last seen. */
public record Live(Map<ObjectRef, Json.Obj> objects) {
  public Live {
    objects = Map.copyOf(objects);
  }

  /** Nothing is there. */
  public static Live nothing() {
    return new Live(Map.of());
  }

  public Optional<Json.Obj> find(ObjectRef ref) {
    return Optional.ofNullable(objects.get(ref));
  }
}
