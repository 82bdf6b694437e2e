package io.windlass.core.version;

import io.windlass.core.model.Json;

/** A field that stands elsewhere, with the same values and the same schema. */
public record Moved(FieldPath hub, FieldPath older) implements FieldMapping {
  /** From dotted paths. */
  public static Moved of(String hub, String older) {
    return new Moved(FieldPath.of(hub), FieldPath.of(older));
  }

  @Override
  public Json.Obj toHub(Json.Obj object) {
    return older.in(object).map(value -> hub.set(older.remove(object), value)).orElse(object);
  }

  @Override
  public Json.Obj toOlder(Json.Obj object) {
    return hub.in(object)
        .map(value -> older.set(hub.removeWithParent(object), value))
        .orElse(object);
  }

  @Override
  public Json.Obj olderSchema(Json.Obj hubSchema) {
    FieldPath from = hub.inSchema();
    Json schema =
        from.in(hubSchema)
            .orElseThrow(() -> new IllegalArgumentException("no schema of " + hub.dotted()));
    return older.inSchema().set(from.remove(hubSchema), schema);
  }

  @Override
  public String hubField(String olderField) {
    return renamed(olderField, older.dotted(), hub.dotted());
  }

  static String renamed(String field, String from, String to) {
    boolean below =
        field.startsWith(from)
            && (field.length() == from.length()
                || field.charAt(from.length()) == '.'
                || field.charAt(from.length()) == '[');
    return below ? to + field.substring(from.length()) : field;
  }
}
