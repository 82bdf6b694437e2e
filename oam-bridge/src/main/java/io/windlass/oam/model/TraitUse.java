package io.windlass.oam.model;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;

/**
 * A trait as an operator attached it to an instance.
 *
 * @param type the word or the definition's name that it was asked for with
 * @param properties what the operator set, with variables in place, and where it stands
 * @param object the whole object, in the generation that embeds one; else empty
 */
public record TraitUse(String type, Node properties, Json.Obj object, Flow flow) {
  /** Whether the trait is given as an object of its own kind. */
  public boolean isObject() {
    return !object.fields().isEmpty();
  }
}
