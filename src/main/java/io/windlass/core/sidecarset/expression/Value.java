package io.windlass.core.sidecarset.expression;

import io.windlass.core.model.Quantity;

/** What a part of an expression comes to. */
public sealed interface Value {
  /** A factor, which has no unit. */
  record Factor(double number) implements Value {}

  /** Of a resource. */
  record Amount(Quantity quantity) implements Value {}

  /** As an amount; a factor is exact to a thousandth, the rest is cut off. */
  default Quantity quantity() {
    return switch (this) {
      case Factor(double number) -> Quantity.ofMilli((long) (number * 1000));
      case Amount(Quantity quantity) -> quantity;
    };
  }

  /** Whether it is less than nothing. */
  default boolean isNegative() {
    return switch (this) {
      case Factor(double number) -> number < 0;
      case Amount(Quantity quantity) -> quantity.value().signum() < 0;
    };
  }
}
