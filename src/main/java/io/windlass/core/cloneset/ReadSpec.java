package io.windlass.core.cloneset;

import io.windlass.core.model.Json;

/**
 * A spec that was read. Immutable.
 *
 * @param tree answers at once
 * @param filled what it asks for, its selector compiled, with every default
 */
public record ReadSpec(Json.Obj tree, CloneSetSpec filled) {
  static ReadSpec of(Json.Obj spec) {
    Json.Obj tree = spec.unpacked();
    return new ReadSpec(tree, CloneSetDefaults.fill(tree));
  }
}
