package io.windlass.devcluster.sim.scheduler;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities of the API, for example {@code 500m}, {@code 1.5Gi}, {@code 2e3}. */
final class Quantity {
  private static final Pattern SHAPE =
      Pattern.compile("([+-]?\\d*\\.?\\d*)(?:([eE][+-]?\\d+)|([KMGTPE]i|[numkMGTPE]))?");
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
          Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
          Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
          Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
          Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
          Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
          Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
          Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
          Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private Quantity() {}

  /**
   * The amount of a resource in the scheduler's unit: thousandths for {@code cpu}, else whole ones;
   * rounded up, as the scheduler does it.
   */
  static long amount(String resource, String quantity) {
    BigDecimal value = value(quantity);
    BigDecimal units = resource.equals("cpu") ? value.scaleByPowerOfTen(3) : value;
    return units
        .setScale(0, RoundingMode.CEILING)
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .longValue();
  }

  private static BigDecimal value(String quantity) {
    Matcher shape = SHAPE.matcher(quantity);
    if (!shape.matches() || shape.group(1).chars().noneMatch(Character::isDigit)) {
      throw new IllegalArgumentException("not a quantity: " + quantity);
    }
    String exponent = shape.group(2) == null ? "" : shape.group(2);
    BigDecimal number = new BigDecimal(shape.group(1) + exponent);
    return shape.group(3) == null ? number : number.multiply(SUFFIXES.get(shape.group(3)));
  }
}
