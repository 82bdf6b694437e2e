package io.windlass.core.autoscaling.observe;

import io.windlass.core.model.Json;
import io.windlass.core.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts and spans as metrics APIs write them. Stateless. */
final class Amounts {
  private static final Pattern SPAN =
      Pattern.compile(
          "(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+(?:\\.\\d+)?)s)?(?:(\\d+(?:\\.\\d+)?)ms)?");
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Amounts() {}

  /** Thousandths, rounded up: 4237112n of CPU are 5. */
  static OptionalLong milli(Optional<Json> quantity) {
    return quantity
        .flatMap(Quantity::of)
        .map(it -> it.value().movePointRight(3).setScale(0, RoundingMode.CEILING).min(LARGEST))
        .map(it -> OptionalLong.of(it.longValueExact()))
        .orElse(OptionalLong.empty());
  }

  /** A span in Go's words, {@code 1m15.2s}; nothing if it is none. */
  static Duration span(String text) {
    Matcher parts = SPAN.matcher(text);
    if (!parts.matches()) {
      return Duration.ZERO;
    }
    return Duration.ofHours(whole(parts, 1))
        .plusMinutes(whole(parts, 2))
        .plusNanos(nanos(parts, 3, 9))
        .plusNanos(nanos(parts, 4, 6));
  }

  private static long whole(Matcher parts, int group) {
    return Optional.ofNullable(parts.group(group)).map(Long::parseLong).orElse(0L);
  }

  private static long nanos(Matcher parts, int group, int digits) {
    return Optional.ofNullable(parts.group(group))
        .map(text -> new BigDecimal(text).movePointRight(digits).longValue())
        .orElse(0L);
  }
}
