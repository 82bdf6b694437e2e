package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.List;
import java.util.stream.Collectors;

/** Faults of single fields in the words of the API server. Stateless. */
public final class Faults {
  private Faults() {}

  public static Cause required(String field, String detail) {
    return new Cause("FieldValueRequired", with("Required value", detail), field);
  }

  public static Cause invalid(String field, JsonNode value, String detail) {
    return new Cause(
        "FieldValueInvalid", with("Invalid value: " + GoText.literal(value), detail), field);
  }

  public static Cause invalid(String field, String value, String detail) {
    return invalid(field, TextNode.valueOf(value), detail);
  }

  public static Cause typeInvalid(String field, String value, String detail) {
    String message = with("Invalid value: " + GoText.quoted(value), detail);
    return new Cause("FieldValueTypeInvalid", message, field);
  }

  /** A value outside a closed set, which the message lists in the given order. */
  public static Cause notSupported(String field, JsonNode value, List<String> supported) {
    String list = supported.stream().map(GoText::quoted).collect(Collectors.joining(", "));
    String message = "Unsupported value: " + GoText.literal(value);
    return new Cause(
        "FieldValueNotSupported",
        list.isEmpty() ? message : message + ": supported values: " + list,
        field);
  }

  public static Cause duplicate(String field, JsonNode value) {
    return new Cause("FieldValueDuplicate", "Duplicate value: " + GoText.literal(value), field);
  }

  public static Cause notFound(String field, JsonNode value) {
    return new Cause("FieldValueNotFound", "Not found: " + GoText.literal(value), field);
  }

  public static Cause forbidden(String field, String detail) {
    return new Cause("FieldValueForbidden", with("Forbidden", detail), field);
  }

  public static Cause tooLong(String field, int maxBytes) {
    String message = "Too long: may not be more than %d bytes".formatted(maxBytes);
    return new Cause("FieldValueTooLong", message, field);
  }

  public static Cause tooMany(String field, int actual, int max) {
    String message = "Too many: %d: must have at most %d items".formatted(actual, max);
    return new Cause("FieldValueTooMany", message, field);
  }

  private static String with(String message, String detail) {
    return detail.isEmpty() ? message : message + ": " + detail;
  }
}
