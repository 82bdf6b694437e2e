package io.windlass.core.sidecarset.expression;

/** Stops work on an expression inside this package; {@link Expression} turns it into a value. */
final class FaultyExpression extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FaultyExpression(String message) {
    super(message, null, false, false);
  }
}
