package io.windlass.core.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number of pods, given as such or as a percentage of a total ({@code IntOrString} of the API).
 *
 * <p>Percentages may have a fraction ({@code "0.5%"}) and are exact. Text without a percent sign,
 * {@code "5"}, is not a value: releases of OpenKruise read it once as five pods and once as five
 * percent. The three ways of rounding are used for different fields and must not be mixed up.
 */
public sealed interface IntOrPercent {
  /** So many pods. */
  record Count(int pods) implements IntOrPercent {}

  /** So many hundredths of the total. */
  record Percent(BigDecimal percent) implements IntOrPercent {}

  /** Reads the API's form; empty if it is neither a 32-bit number nor a percentage. */
  static Optional<IntOrPercent> of(Json json) {
    return switch (json) {
      case Json.Num number ->
          number.number().filter(n -> n == n.intValue()).map(n -> new Count(n.intValue()));
      case Json.Text(String text) when Syntax.PERCENT.matcher(text).matches() ->
          Optional.of(new Percent(new BigDecimal(text.substring(0, text.length() - 1))));
      default -> Optional.empty();
    };
  }

  /** The number of pods, a fraction of a pod counts as a pod. */
  default int roundedUp(int total) {
    return rounded(total, RoundingMode.CEILING);
  }

  /** The number of pods, a fraction of a pod does not count. */
  default int roundedDown(int total) {
    return rounded(total, RoundingMode.FLOOR);
  }

  /**
   * The number of pods that a partition keeps back, between 0 and {@code total}: rounded up, but a
   * percentage below 100 never keeps back all of several pods, so that a canary has at least one.
   */
  default int keptBack(int total) {
    int kept = Math.clamp(roundedUp(total), 0, total);
    boolean partial =
        this instanceof Percent(BigDecimal percent)
            && percent.compareTo(BigDecimal.valueOf(100)) < 0;
    return partial && total > 1 && kept == total ? total - 1 : kept;
  }

  /** Whether it is less than nothing. */
  default boolean isNegative() {
    return switch (this) {
      case Count(int pods) -> pods < 0;
      case Percent(BigDecimal percent) -> percent.signum() < 0;
    };
  }

  private int rounded(int total, RoundingMode mode) {
    return switch (this) {
      case Count(int pods) -> pods;
      case Percent(BigDecimal percent) ->
          percent
              .multiply(BigDecimal.valueOf(total))
              .movePointLeft(2)
              .setScale(0, mode)
              .min(BigDecimal.valueOf(Integer.MAX_VALUE))
              .max(BigDecimal.valueOf(Integer.MIN_VALUE))
              .intValueExact();
    };
  }

  /** How percentages are written. */
  final class Syntax {
    static final Pattern PERCENT = Pattern.compile("[+-]?\\d{1,9}(\\.\\d{1,9})?%");

    private Syntax() {}
  }
}
