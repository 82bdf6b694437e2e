package io.windlass.core.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource as Kubernetes writes it ({@code resource.Quantity}): {@code 100m}, {@code
 * 1Gi}, {@code 1e3}. Exact to a billionth, as there. Two are equal if they are the same number in
 * the same notation.
 *
 * @param notation in which {@link #text} writes it, where that loses nothing
 */
public record Quantity(BigDecimal value, Notation notation) implements Comparable<Quantity> {
  /** Nothing. */
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Notation.DECIMAL);

  private static final Pattern FORM =
      Pattern.compile(
          "([+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))"
              + "(?:[eE]([+-]?[0-9]{1,3})|([numkMGTPE]|[KMGTPE]i)?)");
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final String DECIMAL_UNITS = "num.kMGTPE";
  private static final String BINARY_UNITS = "KMGTPE";
  private static final int FINEST = 9;

  /** How amounts are written. */
  public enum Notation {
    DECIMAL,
    BINARY,
    EXPONENT
  }

  public Quantity {
    value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  /** So many thousandths, in decimal notation. */
  public static Quantity ofMilli(long thousandths) {
    return new Quantity(BigDecimal.valueOf(thousandths, 3), Notation.DECIMAL);
  }

  /** Reads text or a number of the API; empty if it is no amount. */
  public static Optional<Quantity> of(Json json) {
    return switch (json) {
      case Json.Text(String text) -> of(text);
      case Json.Num(BigDecimal number) -> of(number.toPlainString());
      default -> Optional.empty();
    };
  }

  /** Reads one; what is finer than a billionth is rounded up, as Kubernetes does. */
  public static Optional<Quantity> of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(form.group(1));
    Optional<String> exponent = Optional.ofNullable(form.group(2));
    String unit = Optional.ofNullable(form.group(3)).orElse("");
    BigDecimal value =
        exponent
            .map(e -> number.scaleByPowerOfTen(Integer.parseInt(e)))
            .orElseGet(() -> scaled(number, unit));
    BigDecimal bounded = value.min(LARGEST).max(LARGEST.negate());
    Notation notation =
        exponent.isPresent()
            ? Notation.EXPONENT
            : unit.endsWith("i") && !isBelowOne(bounded) ? Notation.BINARY : Notation.DECIMAL;
    return Optional.of(new Quantity(bounded.setScale(FINEST, RoundingMode.UP), notation));
  }

  private static boolean isBelowOne(BigDecimal value) {
    return value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0;
  }

  private static BigDecimal scaled(BigDecimal number, String unit) {
    if (unit.endsWith("i")) {
      return number.multiply(new BigDecimal(KIBI.pow(BINARY_UNITS.indexOf(unit.charAt(0)) + 1)));
    }
    return unit.isEmpty()
        ? number
        : number.scaleByPowerOfTen(3 * (DECIMAL_UNITS.indexOf(unit.charAt(0)) - 3));
  }

  /** The sum; in this notation, unless this is nothing. */
  public Quantity plus(Quantity other) {
    return new Quantity(value.add(other.value), value.signum() == 0 ? other.notation : notation);
  }

  /** Less than nothing for more than nothing, and the other way round. */
  public Quantity negated() {
    return new Quantity(value.negate(), notation);
  }

  /** With thousandths as the smallest part, rounded away from zero. */
  public Quantity roundedToMilli() {
    return new Quantity(value.setScale(3, RoundingMode.UP), notation);
  }

  /** Without fractions, rounded away from zero. */
  public Quantity whole() {
    return new Quantity(value.setScale(0, RoundingMode.UP), notation);
  }

  /** As whole thousandths, rounded away from zero and bounded to what fits. */
  public long milli() {
    BigDecimal thousandths = value.scaleByPowerOfTen(3).setScale(0, RoundingMode.UP);
    return thousandths.min(LARGEST).max(LARGEST.negate()).longValueExact();
  }

  @Override
  public int compareTo(Quantity other) {
    return value.compareTo(other.value);
  }

  /** The canonical text, which Kubernetes' own clients write, too. */
  public String text() {
    if (value.signum() == 0) {
      return "0";
    }
    boolean binary =
        notation == Notation.BINARY
            && value.scale() <= 0
            && value.abs().compareTo(new BigDecimal(KIBI)) >= 0;
    return binary ? binaryText() : decimalText();
  }

  private String binaryText() {
    BigInteger number = value.toBigIntegerExact();
    int power = 0;
    while (power < BINARY_UNITS.length() && number.mod(KIBI).signum() == 0) {
      number = number.divide(KIBI);
      power++;
    }
    return number + (power == 0 ? "" : BINARY_UNITS.charAt(power - 1) + "i");
  }

  private String decimalText() {
    int exponent = Math.floorDiv(-value.scale(), 3) * 3;
    String number = value.scaleByPowerOfTen(-exponent).toBigIntegerExact().toString();
    if (exponent == 0) {
      return number;
    }
    return notation == Notation.EXPONENT
        ? number + "e" + exponent
        : number + DECIMAL_UNITS.charAt(exponent / 3 + 3);
  }
}
