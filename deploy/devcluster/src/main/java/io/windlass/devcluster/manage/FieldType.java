package io.windlass.devcluster.manage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a value is owned: as a whole, or by its parts. Types may contain themselves. Thread-safe once
 * compiled.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy">
 *     Merge strategy</a>
 */
public sealed interface FieldType {
  /** A value without parts. */
  record Scalar(Kind kind) implements FieldType {
    /** What it may be; {@code UNTYPED} is any of the others. */
    enum Kind {
      STRING,
      NUMERIC,
      BOOLEAN,
      UNTYPED
    }
  }

  /** An object: fields with a type each, and perhaps others. */
  final class MapType implements FieldType {
    private final Map<String, Member> fields;
    private final Optional<FieldType> others;
    private final Mode mode;

    /** Owned by parts, as a whole, or by parts that no schema describes. */
    enum Mode {
      GRANULAR,
      ATOMIC,
      DEDUCED
    }

    /** The fields may be filled in later, while types that refer to each other are compiled. */
    MapType(Map<String, Member> fields, Optional<FieldType> others, Mode mode) {
      this.fields = fields;
      this.others = others;
      this.mode = mode;
    }

    boolean atomic() {
      return mode == Mode.ATOMIC;
    }

    boolean isDeduced() {
      return mode == Mode.DEDUCED;
    }

    /** What stands under names that are not declared. */
    Optional<FieldType> others() {
      return isDeduced() ? Optional.of(deduced()) : others;
    }

    boolean declares(String field) {
      return fields.containsKey(field);
    }

    Map<String, Member> fields() {
      return Collections.unmodifiableMap(fields);
    }

    /** The type of a field; nothing if the object may not have it. */
    Optional<FieldType> at(String field) {
      Member member = fields.get(field);
      return member == null ? others() : Optional.of(member.type());
    }

    /** How FieldsV1 writes a field. */
    PathElement step(String field) {
      Member member = fields.get(field);
      return member == null ? PathElement.field(field) : member.step();
    }

    /** What an absent field of a list element stands for, where it is a key. */
    JsonNode defaultOf(String field) {
      Member member = fields.get(field);
      return member == null ? MissingNode.getInstance() : member.defaultValue();
    }

    MapType asAtomic() {
      return new MapType(fields, others, Mode.ATOMIC);
    }
  }

  /** A field of an object. */
  record Member(PathElement step, FieldType type, JsonNode defaultValue) {}

  /** A list: owned as a whole, or by elements that are found by keys or, without keys, by value. */
  record ListType(boolean atomic, List<String> keys, FieldType items) implements FieldType {
    public ListType {
      keys = List.copyOf(keys);
    }
  }

  /** Whatever the value is. */
  record Any(ListType list, MapType map) implements FieldType {
    static final Scalar SCALAR = new Scalar(Scalar.Kind.UNTYPED);
  }

  /** Any value, owned as a whole. */
  static FieldType untyped() {
    return Untyped.ATOMIC;
  }

  /** Any value: objects are owned by their parts, lists as a whole. */
  static FieldType deduced() {
    return Untyped.DEDUCED;
  }

  /** The type of a value where its type is open; others, and absent values, keep their type. */
  static FieldType narrow(FieldType type, JsonNode value) {
    if (!(type instanceof Any any)) {
      return type;
    }
    return switch (value.getNodeType()) {
      case OBJECT -> any.map();
      case ARRAY -> any.list();
      case MISSING, NULL -> any;
      default -> Any.SCALAR;
    };
  }

  /** The two types of values that no schema describes. */
  final class Untyped {
    private static final FieldType ATOMIC = new Any(list(), atomicMap());
    private static final FieldType DEDUCED = new Any(list(), deducedMap());

    private Untyped() {}

    private static ListType list() {
      return new ListType(true, List.of(), Any.SCALAR);
    }

    private static MapType atomicMap() {
      return new MapType(Map.of(), Optional.of(Any.SCALAR), MapType.Mode.ATOMIC);
    }

    // Below an object of this type everything is of this type again.
    private static MapType deducedMap() {
      return new MapType(Map.of(), Optional.empty(), MapType.Mode.DEDUCED);
    }
  }
}
