package io.windlass.core.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One JSON document or a part of it, immutable. Pod templates, claim templates and revision data
 * stay in this form from end to end, so that hashes and differences never depend on how a client
 * library reads and writes them again.
 *
 * <p>Two documents are equal when they mean the same: the order of an object's fields does not
 * matter, nor does {@code 1} against {@code 1.0}. {@link JsonText} reads and writes them, {@link
 * JsonDiff} compares, {@link JsonMerge} patches.
 */
public sealed interface Json {
  /** The literal {@code null}. */
  record Null() implements Json {
    public static final Null VALUE = new Null();
  }

  record Bool(boolean value) implements Json {}

  record Num(BigDecimal value) implements Json {
    public Num {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  record Text(String value) implements Json {}

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /** Fields in ascending order of their names, which is the canonical order. */
  record Obj(Map<String, Json> fields) implements Json {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      fields = fields instanceof PackedFields ? fields : FieldMap.of(fields);
    }

    /**
     * An equal object that keeps its text instead of its tree: a fraction of the memory, and every
     * question reads it anew, at a cost of O(length). For what is stored and seldom looked at.
     */
    public Obj packed() {
      return PackedFields.pack(this);
    }

    /**
     * The packed object of a text that is canonical already, without building its tree; empty if
     * the text may be another one's.
     */
    public static Optional<Obj> ofCanonical(String text) {
      return PackedFields.ofCanonical(text);
    }

    /** An equal object that answers at once. */
    public Obj unpacked() {
      return fields instanceof PackedFields packed ? packed.unpack() : this;
    }

    /** This one, or {@code kin} if both are packed and equal. */
    public Obj sharing(Obj kin) {
      return PackedFields.same(this, kin) ? kin : this;
    }

    /** The value of a field, which may be {@link Null#VALUE}; empty if there is no such field. */
    public Optional<Json> get(String field) {
      return Optional.ofNullable(fields.get(field));
    }

    /** This object with one field set. */
    public Obj with(String field, Json value) {
      return new Obj(FieldMap.of(fields).with(field, value));
    }

    /** This object with one field of text set. */
    public Obj with(String field, String value) {
      return with(field, new Text(value));
    }

    /** This object without a field. */
    public Obj without(String field) {
      return new Obj(FieldMap.of(fields).without(field));
    }
  }

  static Json of(String value) {
    return new Text(value);
  }

  static Json of(boolean value) {
    return new Bool(value);
  }

  static Json of(long value) {
    return new Num(BigDecimal.valueOf(value));
  }

  static Json of(List<? extends Json> items) {
    return new Arr(List.copyOf(items));
  }

  /** An object of text fields, such as labels. */
  static Obj ofTexts(Map<String, String> fields) {
    TreeMap<String, Json> texts = new TreeMap<>();
    fields.forEach((name, value) -> texts.put(name, new Text(value)));
    return new Obj(texts);
  }

  /** What stands at a path of field names; empty if a step is missing or not an object. */
  default Optional<Json> at(String... path) {
    Json here = this instanceof Obj object ? object.unpacked() : this;
    for (String step : path) {
      Optional<Json> next = here instanceof Obj object ? object.get(step) : Optional.empty();
      if (next.isEmpty()) {
        return next;
      }
      here = next.get();
    }
    return Optional.of(here);
  }

  /** The object at a path, {@link Obj#EMPTY} if there is none. */
  default Obj object(String... path) {
    return at(path).filter(Obj.class::isInstance).map(Obj.class::cast).orElse(Obj.EMPTY);
  }

  /** The items of the array at a path, none if there is no array. */
  default List<Json> items(String... path) {
    return at(path)
        .filter(Arr.class::isInstance)
        .map(json -> ((Arr) json).items())
        .orElse(List.of());
  }

  /** The text at a path, empty if there is none or it is not text. */
  default Optional<String> text(String... path) {
    return at(path).filter(Text.class::isInstance).map(json -> ((Text) json).value());
  }

  /** The whole number at a path, empty if there is none or it does not fit a long exactly. */
  default Optional<Long> number(String... path) {
    return at(path).flatMap(Json::exactLong);
  }

  /** The truth value at a path, empty if there is none. */
  default Optional<Boolean> bool(String... path) {
    return at(path).filter(Bool.class::isInstance).map(json -> ((Bool) json).value());
  }

  private static Optional<Long> exactLong(Json json) {
    if (!(json instanceof Num(BigDecimal value))
        || value.scale() > 0
        || value.precision() - value.scale() > 19) {
      return Optional.empty();
    }
    BigDecimal max = BigDecimal.valueOf(Long.MAX_VALUE);
    BigDecimal min = BigDecimal.valueOf(Long.MIN_VALUE);
    return value.compareTo(max) > 0 || value.compareTo(min) < 0
        ? Optional.empty()
        : Optional.of(value.longValueExact());
  }
}
