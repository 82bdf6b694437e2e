package io.windlass.devcluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of a resource: {@code 500m}, {@code 1Gi}, {@code 1e3}. Amounts have at most nine
 * decimal places; finer ones are rounded up.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public record Quantity(BigDecimal amount, Notation notation) implements Comparable<Quantity> {
  /** How an amount is written. */
  public enum Notation {
    DECIMAL,
    BINARY,
    EXPONENT
  }

  private static final Pattern WRITTEN =
      Pattern.compile(
          "([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))([numkMGTPE]?|[KMGTPE]i|[eE][+-]?[0-9]+)");
  private static final List<String> DECIMAL_SUFFIXES =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> BINARY_SUFFIXES =
      List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  /** Reads a text or a number. */
  public static Optional<Quantity> of(JsonNode value) {
    return value.isTextual() || value.isNumber() ? parse(value.asText()) : Optional.empty();
  }

  public static Optional<Quantity> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    String suffix = matcher.group(2);
    if (suffix.endsWith("i")) {
      int power = BINARY_SUFFIXES.indexOf(suffix);
      return Optional.of(new Quantity(number.multiply(KIBI.pow(power)), Notation.BINARY));
    }
    if (suffix.length() > 1) {
      int exponent = Integer.parseInt(suffix.substring(1).replace("+", ""));
      return Optional.of(new Quantity(number.scaleByPowerOfTen(exponent), Notation.EXPONENT));
    }
    int power = 3 * (DECIMAL_SUFFIXES.indexOf(suffix) - 3);
    return Optional.of(new Quantity(number.scaleByPowerOfTen(power), Notation.DECIMAL));
  }

  public boolean isWhole() {
    return amount.stripTrailingZeros().scale() <= 0;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /** The one way in which the API server writes this amount. */
  public String canonical() {
    boolean binary = notation == Notation.BINARY && amount.abs().compareTo(KIBI) >= 0;
    return binary ? canonicalBinary() : canonicalDecimal();
  }

  private String canonicalBinary() {
    BigInteger whole = amount.setScale(0, RoundingMode.UP).toBigInteger();
    int power = 0;
    BigInteger kibi = BigInteger.valueOf(1024);
    while (power < BINARY_SUFFIXES.size() - 1 && whole.mod(kibi).signum() == 0) {
      whole = whole.divide(kibi);
      power++;
    }
    return whole + BINARY_SUFFIXES.get(power);
  }

  private String canonicalDecimal() {
    BigDecimal rounded = amount.setScale(9, RoundingMode.UP).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    int power = Math.min(18, Math.floorDiv(-rounded.scale(), 3) * 3);
    BigInteger mantissa = rounded.scaleByPowerOfTen(-power).toBigIntegerExact();
    String exponent = power == 0 ? "" : "e" + power;
    return mantissa
        + (notation == Notation.EXPONENT ? exponent : DECIMAL_SUFFIXES.get(power / 3 + 3));
  }
}
