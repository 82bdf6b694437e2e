package io.windlass.core.cloneset;

import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;

/**
 * One CloneSet as it is stored: metadata decoded, the rest raw, defaults not filled in.
 *
 * @param spec {@code .spec} as it is
 * @param status {@code .status} as it is, empty if there is none
 */
public record CloneSetView(ObjectMeta meta, Json.Obj spec, Json.Obj status) {
  public ObjectKey key() {
    return meta.key();
  }

  public String name() {
    return meta.key().name();
  }

  public String uid() {
    return meta.uid();
  }
}
