package io.windlass.core.sidecarset.expression;

import io.windlass.core.model.Quantity;
import java.math.BigDecimal;

/** A part of an expression. Immutable; evaluating throws inside this package only. */
public sealed interface Node {
  /** What it comes to. */
  Value value(Value variable);

  record Constant(Value value) implements Node {
    @Override
    public Value value(Value variable) {
      return value;
    }
  }

  record Variable() implements Node {
    @Override
    public Value value(Value variable) {
      return variable;
    }
  }

  record Minus(Node operand) implements Node {
    @Override
    public Value value(Value variable) {
      return switch (operand.value(variable)) {
        case Value.Factor(double number) -> new Value.Factor(-number);
        case Value.Amount(Quantity quantity) -> new Value.Amount(quantity.negated());
      };
    }
  }

  record Binary(Operator operator, Node left, Node right) implements Node {
    @Override
    public Value value(Value variable) {
      return operator.apply(left.value(variable), right.value(variable));
    }
  }

  /** What is done with two values. */
  enum Operator {
    PLUS {
      @Override
      Value apply(Value left, Value right) {
        return left instanceof Value.Factor(double one)
                && right instanceof Value.Factor(double other)
            ? new Value.Factor(one + other)
            : new Value.Amount(left.quantity().plus(right.quantity()));
      }
    },
    MINUS {
      @Override
      Value apply(Value left, Value right) {
        return left instanceof Value.Factor(double one)
                && right instanceof Value.Factor(double other)
            ? new Value.Factor(one - other)
            : new Value.Amount(left.quantity().plus(right.quantity().negated()));
      }
    },
    TIMES {
      @Override
      Value apply(Value left, Value right) {
        return switch (left) {
          case Value.Factor(double one) ->
              switch (right) {
                case Value.Factor(double other) -> new Value.Factor(one * other);
                case Value.Amount(Quantity other) -> scaled(other, other.milli() * one);
              };
          case Value.Amount(Quantity one) -> {
            if (!(right instanceof Value.Factor(double other))) {
              throw new FaultyExpression("multiplies two amounts");
            }
            yield scaled(one, one.milli() * other);
          }
        };
      }
    },
    OVER {
      @Override
      Value apply(Value left, Value right) {
        if (!(right instanceof Value.Factor(double divisor))) {
          throw new FaultyExpression("divides by an amount");
        }
        if (divisor == 0) {
          throw new FaultyExpression("divides by zero");
        }
        return switch (left) {
          case Value.Factor(double number) -> new Value.Factor(number / divisor);
          case Value.Amount(Quantity amount) -> scaled(amount, amount.milli() / divisor);
        };
      }
    },
    MAX {
      @Override
      Value apply(Value left, Value right) {
        return compare(left, right) >= 0 ? left : right;
      }
    },
    MIN {
      @Override
      Value apply(Value left, Value right) {
        return compare(left, right) <= 0 ? left : right;
      }
    };

    abstract Value apply(Value left, Value right);

    private static Value scaled(Quantity like, double thousandths) {
      // A double that does not fit becomes the largest long, where Go leaves it open.
      return new Value.Amount(
          new Quantity(BigDecimal.valueOf((long) thousandths, 3), like.notation()));
    }

    private static int compare(Value left, Value right) {
      return left instanceof Value.Factor(double one) && right instanceof Value.Factor(double other)
          ? Double.compare(one, other)
          : left.quantity().compareTo(right.quantity());
    }
  }
}
