package io.windlass.core.version;

import io.windlass.core.model.Json;

/**
 * One field, or a few that belong together, which two versions spell differently. Works on whole
 * objects of any shape: what is not as a schema would have it stays where it is.
 */
public interface FieldMapping {
  /** An object of the older version with these fields as the hub spells them. */
  Json.Obj toHub(Json.Obj object);

  /** An object of the hub with these fields as the older version spells them. */
  Json.Obj toOlder(Json.Obj object);

  /** The hub's schema with these fields as the older version has them. */
  Json.Obj olderSchema(Json.Obj hubSchema);

  /** What the hub calls a field of the older version; the same if it is none of this mapping's. */
  String hubField(String olderField);
}
