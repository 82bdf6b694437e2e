package io.windlass.oam.model;

import io.windlass.core.model.Json;

/** An object by kind and name, in the application's namespace or in none. */
public record ObjectRef(Kind kind, String name) {
  public static ObjectRef of(Json object) {
    return new ObjectRef(Kind.of(object), object.text("metadata", "name").orElse(""));
  }

  /** The fields that other objects refer to it with. */
  public Json.Obj json() {
    return Json.Obj.EMPTY
        .with("apiVersion", kind.apiVersion())
        .with("kind", kind.kind())
        .with("name", name);
  }

  @Override
  public String toString() {
    return kind.kind() + "/" + name;
  }
}
