package io.windlass.core.model;

import java.util.Map;
import java.util.TreeMap;

/** JSON merge patches (RFC 7386): how to make one, how to apply one. Stateless; cost O(size). */
public final class JsonMerge {
  private JsonMerge() {}

  /** The document that a patch makes of {@code target}; a null in the patch removes a field. */
  public static Json apply(Json target, Json patch) {
    if (!(patch instanceof Json.Obj changes)) {
      return patch;
    }
    Map<String, Json> fields = new TreeMap<>();
    if (target instanceof Json.Obj object) {
      fields.putAll(object.fields());
    }
    changes
        .fields()
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Null) {
                fields.remove(name);
              } else {
                fields.put(name, apply(fields.getOrDefault(name, Json.Null.VALUE), value));
              }
            });
    return new Json.Obj(fields);
  }

  /**
   * The smallest patch that makes {@code to} of {@code from}; {@link Json.Obj#EMPTY} if they are
   * equal. Arrays are replaced as a whole. A null value inside {@code to} cannot be expressed and
   * is left out.
   */
  public static Json.Obj between(Json.Obj from, Json.Obj to) {
    Map<String, Json> patch = new TreeMap<>();
    from.fields().keySet().stream()
        .filter(name -> to.get(name).isEmpty())
        .forEach(name -> patch.put(name, Json.Null.VALUE));
    to.fields()
        .forEach(
            (name, value) -> {
              Json before = from.fields().getOrDefault(name, Json.Null.VALUE);
              if (!before.equals(value)) {
                boolean nested = before instanceof Json.Obj && value instanceof Json.Obj;
                patch.put(name, nested ? between((Json.Obj) before, (Json.Obj) value) : value);
              }
            });
    return new Json.Obj(patch);
  }
}
