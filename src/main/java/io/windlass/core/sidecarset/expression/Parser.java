package io.windlass.core.sidecarset.expression;

import io.windlass.core.model.Quantity;
import io.windlass.core.sidecarset.expression.Node.Operator;
import java.text.ParsePosition;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expression from left to right; used once, by one thread. */
final class Parser {
  /** Deeper nesting is nobody's intention and would take the stack. */
  private static final int MOST_NESTED = 64;

  private static final int LONGEST = 4096;
  private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?[0-9]{1,3}");

  private final String text;
  private final String variable;
  private final ParsePosition position = new ParsePosition(0);

  /** What a character must be. */
  private interface CharPredicate {
    boolean test(char c);
  }

  Parser(String text, String variable) {
    this.text = text;
    this.variable = variable;
  }

  Node whole() {
    if (text.length() > LONGEST) {
      throw new FaultyExpression("is longer than " + LONGEST + " characters");
    }
    Node node = sum(0);
    if (at() < text.length()) {
      throw unexpected();
    }
    return node;
  }

  private Node sum(int depth) {
    Node left = product(depth);
    while (true) {
      if (takes('+')) {
        left = new Node.Binary(Operator.PLUS, left, product(depth));
      } else if (takes('-')) {
        left = new Node.Binary(Operator.MINUS, left, product(depth));
      } else {
        return left;
      }
    }
  }

  private Node product(int depth) {
    Node left = factor(depth);
    while (true) {
      if (takes('*')) {
        left = new Node.Binary(Operator.TIMES, left, factor(depth));
      } else if (takes('/')) {
        left = new Node.Binary(Operator.OVER, left, factor(depth));
      } else {
        return left;
      }
    }
  }

  private Node factor(int depth) {
    if (depth == MOST_NESTED) {
      throw new FaultyExpression("is nested deeper than " + MOST_NESTED);
    }
    return plainFactor(depth + 1);
  }

  private Node plainFactor(int depth) {
    if (takes('-')) {
      return new Node.Minus(factor(depth));
    }
    if (takes('(')) {
      Node node = sum(depth);
      require(')');
      return node;
    }
    char next = next();
    if (isDigit(next) || next == '.') {
      return new Node.Constant(constant());
    }
    if (Character.isLetter(next)) {
      return named(word(), depth);
    }
    throw unexpected();
  }

  private Node named(String word, int depth) {
    String name = word.toLowerCase(Locale.ROOT);
    if (takes('(')) {
      Operator operator =
          switch (name) {
            case "max" -> Operator.MAX;
            case "min" -> Operator.MIN;
            default -> throw new FaultyExpression("unknown function: " + word);
          };
      Node left = sum(depth);
      if (next() == ')') {
        throw new FaultyExpression(word + " takes exactly 2 arguments");
      }
      require(',');
      Node right = sum(depth);
      require(')');
      return new Node.Binary(operator, left, right);
    }
    if (!name.equals(variable)) {
      throw new FaultyExpression("unknown variable: " + word);
    }
    return new Node.Variable();
  }

  private Value constant() {
    int start = at();
    skip(c -> isDigit(c) || c == '.');
    takeExponent();
    skip(Character::isLetter);
    String found = text.substring(start, at());
    if (here() == '%') {
      move(at() + 1);
      return new Value.Factor(number(found) / 100);
    }
    return Character.isLetter(found.charAt(found.length() - 1))
        ? new Value.Amount(amount(found))
        : new Value.Factor(number(found));
  }

  private void takeExponent() {
    Matcher exponent = EXPONENT.matcher(text).region(at(), text.length());
    if (exponent.lookingAt()) {
      move(exponent.end());
    }
  }

  private static Quantity amount(String text) {
    char unit = text.charAt(text.length() - 1);
    Optional<Quantity> amount =
        unit == 'E' || text.endsWith("Ei") ? Optional.empty() : Quantity.of(text);
    return amount.orElseThrow(() -> new FaultyExpression("no amount of a resource: " + text));
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new FaultyExpression("no number: " + text);
    }
  }

  private String word() {
    int start = at();
    skip(c -> Character.isLetterOrDigit(c) || c == '_');
    return text.substring(start, at());
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private int at() {
    return position.getIndex();
  }

  private void move(int to) {
    position.setIndex(to);
  }

  private void skip(CharPredicate wanted) {
    while (at() < text.length() && wanted.test(text.charAt(at()))) {
      move(at() + 1);
    }
  }

  private char here() {
    return at() < text.length() ? text.charAt(at()) : '\0';
  }

  private char next() {
    skip(Character::isWhitespace);
    return here();
  }

  private boolean takes(char wanted) {
    boolean found = next() == wanted;
    move(at() + (found ? 1 : 0));
    return found;
  }

  private void require(char wanted) {
    if (!takes(wanted)) {
      throw unexpected();
    }
  }

  private FaultyExpression unexpected() {
    return new FaultyExpression(
        next() == '\0'
            ? "ends too early"
            : "unexpected \"" + next() + "\" at character " + (at() + 1));
  }
}
