package io.windlass.core.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * CPU and memory of a container as one short text, such as {@code limits.cpu=1 requests.cpu=500m};
 * empty if there is none. Other resources cannot change while a container runs. Stateless.
 */
public final class ContainerResources {
  private static final Map<String, BigDecimal> UNITS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("", BigDecimal.ONE),
          Map.entry("k", new BigDecimal("1e3")),
          Map.entry("M", new BigDecimal("1e6")),
          Map.entry("G", new BigDecimal("1e9")),
          Map.entry("T", new BigDecimal("1e12")),
          Map.entry("P", new BigDecimal("1e15")),
          Map.entry("E", new BigDecimal("1e18")),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  private ContainerResources() {}

  /** The text of {@code limits} and {@code requests}. */
  public static String text(Map<String, String> limits, Map<String, String> requests) {
    StringBuilder text = new StringBuilder();
    append(text, "limits.", limits);
    append(text, "requests.", requests);
    return text.toString();
  }

  private static void append(StringBuilder text, String part, Map<String, String> amounts) {
    for (String name : new String[] {"cpu", "memory"}) {
      Optional<String> amount = Optional.ofNullable(amounts.get(name));
      amount.ifPresent(
          quantity ->
              text.append(text.isEmpty() ? "" : " ")
                  .append(part)
                  .append(name)
                  .append('=')
                  .append(quantity));
    }
  }

  /** Whether two texts mean the same amounts, however these are written. */
  public static boolean same(String one, String other) {
    return one.equals(other) || amounts(one).equals(amounts(other));
  }

  private static Map<String, BigDecimal> amounts(String text) {
    Map<String, BigDecimal> amounts = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String word : text.split(" ", -1)) {
        int sign = word.indexOf('=');
        amounts.put(word.substring(0, sign), amount(word.substring(sign + 1)));
      }
    }
    return amounts;
  }

  /** The amount that a Kubernetes quantity stands for; -1 if it is none. */
  public static BigDecimal amount(String quantity) {
    int end = quantity.length();
    while (end > 0 && Character.isLetter(quantity.charAt(end - 1))) {
      end--;
    }
    Optional<BigDecimal> unit = Optional.ofNullable(UNITS.get(quantity.substring(end)));
    try {
      BigDecimal number = new BigDecimal(quantity.substring(0, end));
      return unit.map(u -> number.multiply(u).stripTrailingZeros()).orElse(BigDecimal.ONE.negate());
    } catch (NumberFormatException notOne) {
      return BigDecimal.ONE.negate();
    }
  }
}
