package io.windlass.core.inplace;

import io.windlass.core.model.Json;
import java.util.Map;

/** Patches of {@code labels} and {@code annotations}. Stateless. */
final class Metadata {
  private Metadata() {}

  /** Both patches in one; the second wins. Nulls survive: they remove keys. */
  static Json.Obj merged(Json.Obj patch, Json.Obj more) {
    Json.Obj merged = patch;
    for (String part : more.fields().keySet()) {
      Json.Obj entries = patch.object(part);
      for (Map.Entry<String, Json> entry : more.object(part).fields().entrySet()) {
        entries = entries.with(entry.getKey(), entry.getValue());
      }
      merged = merged.with(part, entries);
    }
    return merged;
  }

  /** A patch without the keys that another one has. */
  static Json.Obj without(Json.Obj patch, Json.Obj other) {
    Json.Obj rest = patch;
    for (String part : other.fields().keySet()) {
      Json.Obj entries = patch.object(part);
      for (String key : other.object(part).fields().keySet()) {
        entries = entries.without(key);
      }
      rest = entries.fields().isEmpty() ? rest.without(part) : rest.with(part, entries);
    }
    return rest;
  }
}
