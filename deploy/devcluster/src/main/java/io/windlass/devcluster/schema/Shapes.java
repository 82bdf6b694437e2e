package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.Struct;
import java.util.LinkedHashMap;
import java.util.Map;

/** The recorded schemas, compiled. Immutable; looking a shape up costs O(1). */
final class Shapes {
  private final Map<String, Shape> byName;

  /** Compiles {@code components.schemas} of an OpenAPI v3 document and what Go says about them. */
  Shapes(JsonNode schemas, JsonNode goFields) {
    Map<String, Shape> compiled = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> e : schemas.properties()) {
      ShapeCompiler compiler = new ShapeCompiler(e.getKey(), goFields.path(e.getKey()));
      compiled.put(e.getKey(), compiler.compile(e.getValue()));
    }
    byName = Map.copyOf(compiled);
  }

  /** The shape behind a reference, or the shape itself. */
  Shape resolve(Shape shape) {
    return shape instanceof Reference reference ? named(reference.schema()) : shape;
  }

  Shape named(String schema) {
    Shape found = byName.get(schema);
    if (found == null) {
      throw new IllegalArgumentException("no recorded schema is named " + schema);
    }
    return found;
  }

  /** The Go type as decoding errors print it, for example {@code []v1.Container}. */
  String goType(Shape shape) {
    return switch (resolve(shape)) {
      case Struct struct -> struct.goName();
      case MapOf map -> "map[string]" + goType(map.value());
      case ListOf list -> "[]" + goType(list.item());
      case Scalar scalar -> scalar.goType();
      case Opaque opaque -> opaque.goName();
      case Reference reference -> throw new IllegalStateException("unresolved " + reference);
    };
  }
}
