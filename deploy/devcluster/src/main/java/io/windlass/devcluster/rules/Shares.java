package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** Numbers that may also be percentages. Stateless. */
final class Shares {
  private static final Pattern PERCENT = Pattern.compile("[0-9]+%");

  private Shares() {}

  /** A fault unless it is a number that is not negative, or a percentage. */
  static void positive(At share, FaultList faults) {
    if (share.value().isTextual()) {
      if (!PERCENT.matcher(share.text()).matches()) {
        faults.invalid(
            share,
            "a valid percent string must be a numeric string followed by an ending '%'"
                + " (e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
      }
    } else {
      faults.notNegative(share);
    }
  }

  /** A fault if it is more than 100%. */
  static void atMostAll(At share, FaultList faults) {
    if (isPercent(share.value()) && number(share.value()) > 100) {
      faults.invalid(share, "must not be greater than 100%");
    }
  }

  /** The number, without its percent sign; 0 for what is neither. */
  static long number(JsonNode share) {
    if (isPercent(share)) {
      return Long.parseLong(share.asText().substring(0, share.asText().length() - 1));
    }
    return share.isNumber() ? share.asLong() : 0;
  }

  private static boolean isPercent(JsonNode share) {
    return share.isTextual() && PERCENT.matcher(share.asText()).matches();
  }
}
