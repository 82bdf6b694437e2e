package io.windlass.core.podspec;

import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Filling in of fields that are missing or null. Stateless. */
final class Filling {
  private Filling() {}

  static Json.Obj missing(Json.Obj object, String field, Json value) {
    return given(object, field).isPresent() ? object : object.with(field, value);
  }

  static Json.Obj missing(Json.Obj object, String field, String value) {
    return missing(object, field, Json.of(value));
  }

  static Json.Obj missing(Json.Obj object, String field, long value) {
    return missing(object, field, Json.of(value));
  }

  /** Text is missing where it is empty, too. */
  static Json.Obj empty(Json.Obj object, String field, String value) {
    return object.text(field).filter(String::isEmpty).isPresent()
        ? object.with(field, value)
        : missing(object, field, value);
  }

  /** A number is missing where it is zero, too. */
  static Json.Obj zero(Json.Obj object, String field, long value) {
    return object.number(field).filter(n -> n == 0).isPresent()
        ? object.with(field, Json.of(value))
        : missing(object, field, value);
  }

  /** The object with a child changed, if there is such a child. */
  static Json.Obj child(Json.Obj object, String field, UnaryOperator<Json.Obj> change) {
    return object.get(field).orElse(Json.Null.VALUE) instanceof Json.Obj child
        ? object.with(field, change.apply(child))
        : object;
  }

  /** The object with each item of a list changed, if there is such a list. */
  static Json.Obj each(Json.Obj object, String field, UnaryOperator<Json.Obj> change) {
    List<Json> items = object.items(field);
    return items.isEmpty()
        ? object
        : object.with(
            field,
            Json.of(
                items.stream()
                    .map(item -> item instanceof Json.Obj fields ? change.apply(fields) : item)
                    .toList()));
  }

  static Optional<Json> given(Json.Obj object, String field) {
    return object.get(field).filter(value -> !(value instanceof Json.Null));
  }
}
