package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.windlass.devcluster.schema.Shape.Field;
import io.windlass.devcluster.schema.Shape.ListOf;
import io.windlass.devcluster.schema.Shape.MapOf;
import io.windlass.devcluster.schema.Shape.Opaque;
import io.windlass.devcluster.schema.Shape.Reference;
import io.windlass.devcluster.schema.Shape.Scalar;
import io.windlass.devcluster.schema.Shape.ScalarKind;
import io.windlass.devcluster.schema.Shape.Struct;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a decoder of Go types says about a value that a field cannot hold. Like it, this reports the
 * first fault in the order of the document. Stateless; cost O(size of the object).
 */
final class DecodeFaults {
  private static final Pattern QUANTITY = Pattern.compile("[+-]?[0-9.]+[eEinumkKMGTP]*[-+]?[0-9]*");
  private static final Pattern QUANTITY_PARTS =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]+)");
  private static final String QUANTITY_FAULT =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

  private final Shapes shapes;

  DecodeFaults(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Where a value stands: the innermost struct, and the names of fields on the way to it. */
  private record Place(String struct, String path) {
    Place in(Struct struct, String field) {
      return new Place(struct.simpleName(), path.isEmpty() ? field : path + "." + field);
    }
  }

  /** The first fault, in the decoder's words. */
  Optional<String> first(JsonNode value, Shape shape) {
    return first(value, shape, new Place("", ""));
  }

  /** The first fault of a value below {@code path} in a struct that is not recorded. */
  Optional<String> first(JsonNode value, Shape shape, String struct, String path) {
    return first(value, shape, new Place(struct, path));
  }

  private Optional<String> first(JsonNode value, Shape shape, Place place) {
    if (value.isNull() || value.isMissingNode()) {
      return Optional.empty();
    }
    return switch (shapes.resolve(shape)) {
      case Struct struct ->
          value.isObject() ? fields(value, struct, place) : refuse(value, shape, place);
      case MapOf map ->
          value.isObject() ? each(value, map.value(), place) : refuse(value, shape, place);
      case ListOf list ->
          value.isArray() ? each(value, list.item(), place) : refuse(value, shape, place);
      case Scalar scalar -> scalar(value, scalar, place);
      case Opaque _ -> Optional.empty();
      case Reference reference -> throw new IllegalStateException("unresolved " + reference);
    };
  }

  private Optional<String> fields(JsonNode object, Struct struct, Place place) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Field field = struct.fields().get(entry.getKey());
      Optional<String> fault =
          field == null
              ? Optional.empty()
              : first(entry.getValue(), field.shape(), place.in(struct, entry.getKey()));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> each(JsonNode container, Shape shape, Place place) {
    for (JsonNode value : container) {
      Optional<String> fault = first(value, shape, place);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> scalar(JsonNode value, Scalar scalar, Place place) {
    ScalarKind kind = scalar.kind();
    return switch (kind) {
      case STRING -> value.isTextual() ? Optional.empty() : mismatch(value, scalar.goType(), place);
      case BOOL -> value.isBoolean() ? Optional.empty() : mismatch(value, "bool", place);
      case DOUBLE -> value.isNumber() ? Optional.empty() : mismatch(value, "float64", place);
      case INT32 -> integer(value, value.canConvertToInt(), "int32", place);
      case INT64 -> integer(value, value.canConvertToLong(), "int64", place);
      case INT_OR_STRING ->
          value.isTextual()
              ? Optional.empty()
              : integer(value, value.canConvertToInt(), "int32", place);
      case QUANTITY -> quantity(value);
      case TIME, MICRO_TIME ->
          value.isTextual()
              ? Times.fault(value.asText(), kind == ScalarKind.MICRO_TIME)
              : mismatch(value, "string", place);
      case BYTES ->
          value.isTextual() ? Base64Fault.of(value.asText()) : mismatch(value, "[]uint8", place);
    };
  }

  private static Optional<String> integer(JsonNode value, boolean fits, String type, Place place) {
    if (value.isIntegralNumber() && fits) {
      return Optional.empty();
    }
    return value.isNumber()
        ? Optional.of(words("number " + value.asText(), type, place))
        : mismatch(value, type, place);
  }

  private static Optional<String> quantity(JsonNode value) {
    String text = value.asText();
    boolean fits = (value.isTextual() || value.isNumber()) && QUANTITY.matcher(text).matches();
    if (!fits) {
      return Optional.of(QUANTITY_FAULT);
    }
    return QUANTITY_PARTS.matcher(text).matches()
        ? Optional.empty()
        : Optional.of("unable to parse quantity's suffix");
  }

  private Optional<String> refuse(JsonNode value, Shape shape, Place place) {
    return mismatch(value, shapes.goType(shape), place);
  }

  private static Optional<String> mismatch(JsonNode value, String type, Place place) {
    return Optional.of(words(jsonType(value), type, place));
  }

  private static String words(String what, String type, Place place) {
    String where =
        place.path().isEmpty()
            ? "Go value"
            : "Go struct field " + place.struct() + "." + place.path();
    return "json: cannot unmarshal %s into %s of type %s".formatted(what, where, type);
  }

  private static String jsonType(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT, POJO -> "object";
      case ARRAY -> "array";
      case STRING, BINARY -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "bool";
      case NULL, MISSING -> "null";
    };
  }
}
