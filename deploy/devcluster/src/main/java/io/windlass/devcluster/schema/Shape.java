package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;

/** What a field of a built-in type may hold, compiled from its recorded schema. */
sealed interface Shape {

  /**
   * An object with named fields.
   *
   * @param goName the name that decoding errors use
   * @param written the fields that the server writes even where they are absent, with their value
   */
  record Struct(String goName, Map<String, Field> fields, Map<String, Zero> written)
      implements Shape {
    public Struct {
      fields = Map.copyOf(fields);
      written = Map.copyOf(written);
    }

    /** The name without its package. */
    String simpleName() {
      return goName.substring(goName.lastIndexOf('.') + 1);
    }
  }

  /** What is written for a field that is absent. */
  record Zero(JsonNode value, Shape shape) {}

  /** An object with free keys and values of one shape. */
  record MapOf(Shape value) implements Shape {}

  /** An array of values of one shape. */
  record ListOf(Shape item) implements Shape {}

  /** A value that is no container; {@code goType} is the name that decoding errors use. */
  record Scalar(ScalarKind kind, String goType) implements Shape {
    static Scalar of(ScalarKind kind) {
      return new Scalar(kind, kind.goType());
    }
  }

  /** Any JSON value: the type decodes itself, and keeps what it does not know. */
  record Opaque(String goName) implements Shape {}

  /** A schema by name; schemas may contain themselves. */
  record Reference(String schema) implements Shape {}

  /**
   * One field of a struct.
   *
   * @param mergeKey the key that identifies list elements in a strategic merge, or empty
   * @param strategies {@code merge}, {@code replace}, {@code retainKeys}
   * @param omitted whether an empty list or map, or a zero, is left out
   */
  record Field(Shape shape, String mergeKey, Set<String> strategies, boolean omitted) {
    public Field {
      strategies = Set.copyOf(strategies);
    }

    /** A field that merges by default and may be absent. */
    static Field of(Shape shape) {
      return new Field(shape, "", Set.of(), true);
    }

    boolean merges() {
      return strategies.contains("merge");
    }

    boolean replaces() {
      return strategies.contains("replace");
    }
  }

  /** The scalar types, each with the Go type that decoding errors name. */
  enum ScalarKind {
    STRING("string"),
    INT32("int32"),
    INT64("int64"),
    DOUBLE("float64"),
    BOOL("bool"),
    BYTES("[]uint8"),
    TIME("string"),
    MICRO_TIME("string"),
    QUANTITY("resource.Quantity"),
    INT_OR_STRING("intstr.IntOrString");

    private final String goType;

    ScalarKind(String goType) {
      this.goType = goType;
    }

    String goType() {
      return goType;
    }
  }
}
