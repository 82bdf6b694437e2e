package io.windlass.core.model;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of an object as its canonical text, a fraction of the size of its tree. Immutable;
 * every question reads the text again, so whoever asks more than one unpacks first.
 */
final class PackedFields extends AbstractMap<String, Json> {
  /** Deeper documents and longer numbers stay trees: {@link JsonReader} would refuse them. */
  private static final int MAX_DEPTH = 100;

  private static final int MAX_DIGITS = 300;

  private final String text;

  private PackedFields(String text) {
    this.text = text;
  }

  /** The packed form, or the object itself where it cannot be read again from its text. */
  static Json.Obj pack(Json.Obj object) {
    if (object.fields() instanceof PackedFields || object.fields().isEmpty()) {
      return object;
    }
    return isModest(object, 0)
        ? new Json.Obj(new PackedFields(JsonText.canonical(object)))
        : object;
  }

  static Optional<Json.Obj> ofCanonical(String text) {
    return CanonicalForm.isObject(text, MAX_DEPTH)
        ? Optional.of(text.length() == 2 ? Json.Obj.EMPTY : new Json.Obj(new PackedFields(text)))
        : Optional.empty();
  }

  private static boolean isModest(Json json, int depth) {
    return switch (json) {
      case Json.Num(var value) ->
          Math.abs(value.scale()) < MAX_DIGITS && value.precision() < MAX_DIGITS;
      case Json.Arr array ->
          depth < MAX_DEPTH && array.items().stream().allMatch(i -> isModest(i, depth + 1));
      case Json.Obj object ->
          depth < MAX_DEPTH
              && object.fields().values().stream().allMatch(f -> isModest(f, depth + 1));
      case Json.Null _, Json.Bool _, Json.Text _ -> true;
    };
  }

  String text() {
    return text;
  }

  Json.Obj unpack() {
    return (Json.Obj) JsonText.parse(text);
  }

  /** Whether two objects are packed and the same. */
  static boolean same(Json.Obj one, Json.Obj other) {
    return one.fields() instanceof PackedFields packed
        && other.fields() instanceof PackedFields others
        && packed.text.equals(others.text);
  }

  @Override
  public Set<Map.Entry<String, Json>> entrySet() {
    return unpack().fields().entrySet();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PackedFields packed ? text.equals(packed.text) : super.equals(other);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }
}
