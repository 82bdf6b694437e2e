package io.windlass.core.cloneset;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts of resources as Kubernetes spells them when it writes an object: in the largest unit that
 * needs no fraction, of the kind (1000 or 1024) that the amount was written in
 * (k8s.io/apimachinery/pkg/api/resource). Stateless.
 */
final class GoQuantity {
  private static final Pattern WRITTEN =
      Pattern.compile("([+-]?[0-9.]+)(?:[eE]([+-]?[0-9]{1,3})|([KMGTPE]i|[numkMGTPE])?)");
  private static final List<String> THOUSANDS =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");
  private static final List<String> KIBIS = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final int PLAIN = THOUSANDS.indexOf("");
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);

  /** Admission rounds up to thousandths. */
  private static final int DECIMALS = 3;

  private GoQuantity() {}

  /** The spelling of Kubernetes; what is no amount stays as it is. */
  static String spelled(String written) {
    Matcher parts = WRITTEN.matcher(written.strip());
    if (!parts.matches()) {
      return written;
    }
    Optional<String> exponent = Optional.ofNullable(parts.group(2));
    String unit = Optional.ofNullable(parts.group(3)).orElse("");
    try {
      BigDecimal number = new BigDecimal(parts.group(1));
      if (exponent.isPresent()) {
        return thousands(number.scaleByPowerOfTen(Integer.parseInt(exponent.get())), true);
      }
      return unit.endsWith("i")
          ? kibis(number.multiply(KIBI.pow(KIBIS.indexOf(unit))))
          : thousands(number.scaleByPowerOfTen(3 * (THOUSANDS.indexOf(unit) - PLAIN)), false);
    } catch (NumberFormatException notANumber) {
      return written;
    }
  }

  private static String kibis(BigDecimal exact) {
    BigDecimal amount = exact.setScale(DECIMALS, RoundingMode.UP).stripTrailingZeros();
    if (amount.abs().compareTo(KIBI) < 0 || amount.scale() > 0) {
      return thousands(amount, false);
    }
    int unit = 0;
    BigDecimal rest = amount;
    while (unit < KIBIS.size() - 1 && rest.remainder(KIBI).signum() == 0) {
      rest = rest.divide(KIBI);
      unit++;
    }
    return rest.toPlainString() + KIBIS.get(unit);
  }

  private static String thousands(BigDecimal exact, boolean asExponent) {
    BigDecimal amount = exact.setScale(DECIMALS, RoundingMode.UP).stripTrailingZeros();
    if (amount.signum() == 0) {
      return "0";
    }
    int power = Math.floorDiv(-amount.scale(), 3);
    String number = amount.scaleByPowerOfTen(-3 * power).toPlainString();
    if (asExponent) {
      return power == 0 ? number : number + "e" + 3 * power;
    }
    int unit = Math.min(power + PLAIN, THOUSANDS.size() - 1);
    return amount.scaleByPowerOfTen(3 * (PLAIN - unit)).toPlainString() + THOUSANDS.get(unit);
  }
}
