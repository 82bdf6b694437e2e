package io.windlass.core.sidecarset.expression;

import io.windlass.core.model.Quantity;
import java.util.Objects;

/**
 * An expression that was read once and can be evaluated often: {@code + - * /}, minus signs,
 * parentheses, {@code max(a, b)}, {@code min(a, b)}, numbers, percentages, amounts of resources and
 * the one variable. Immutable.
 *
 * <p>As in OpenKruise 1.9: an amount and a number are added as amounts; products and quotients of
 * an amount are made in thousandths, what is less is cut off; two amounts are not multiplied, and
 * nothing is divided by one. Unlike there, {@code 5x} is not read as 0.
 *
 * @param text as it was written
 */
public record Expression(String text, Node root) {
  /** What came of an attempt. */
  public sealed interface Result<T> {
    /** It worked. */
    record Done<T>(T value) implements Result<T> {}

    /** It did not, and why. */
    record Faulty<T>(String because) implements Result<T> {}
  }

  /**
   * Reads one.
   *
   * @param variable the name that it may use, in any case
   */
  public static Result<Expression> read(String text, String variable) {
    try {
      return new Result.Done<>(new Expression(text, new Parser(text, variable).whole()));
    } catch (FaultyExpression e) {
      return new Result.Faulty<>(Objects.requireNonNullElse(e.getMessage(), "unreadable"));
    }
  }

  /** What it comes to; never less than nothing. */
  public Result<Quantity> of(Quantity variable) {
    return of(new Value.Amount(variable));
  }

  /** Whether it comes to anything where the variable is the number 1. */
  public Result<Quantity> ofOne() {
    return of(new Value.Factor(1));
  }

  private Result<Quantity> of(Value variable) {
    try {
      Value value = root.value(variable);
      return value.isNegative()
          ? new Result.Faulty<>("comes to less than nothing: " + value.quantity().text())
          : new Result.Done<>(value.quantity());
    } catch (FaultyExpression e) {
      return new Result.Faulty<>(Objects.requireNonNullElse(e.getMessage(), "no value"));
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
