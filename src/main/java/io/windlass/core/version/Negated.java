package io.windlass.core.version;

import io.windlass.core.model.Json;
import java.util.Optional;

/**
 * A truth value that the versions name after opposite things. Both default to false, which are
 * opposites too, so that a field which is missing in one is true in the other.
 *
 * @param hub where the hub has it
 * @param older where the older version has it, in the same parent
 * @param description of the older field
 */
public record Negated(FieldPath hub, FieldPath older, String description) implements FieldMapping {
  @Override
  public Json.Obj toHub(Json.Obj object) {
    return negated(object, older, hub);
  }

  @Override
  public Json.Obj toOlder(Json.Obj object) {
    return negated(object, hub, older);
  }

  private static Json.Obj negated(Json.Obj object, FieldPath from, FieldPath to) {
    Optional<Json> value = from.in(object);
    if (value.isPresent() && !(value.get() instanceof Json.Bool)) {
      return object;
    }
    boolean truth = value.map(json -> ((Json.Bool) json).value()).orElse(false);
    return to.set(from.remove(object), Json.of(!truth));
  }

  @Override
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    FieldPath from = hub.inSchema();
    Json.Obj schema = (Json.Obj) from.in(hubSchema).orElseThrow();
    return older.inSchema().set(from.remove(hubSchema), schema.with("description", description));
  }

  @Override
  public String hubField(String olderField) {
    return Moved.renamed(olderField, older.dotted(), hub.dotted());
  }
}
