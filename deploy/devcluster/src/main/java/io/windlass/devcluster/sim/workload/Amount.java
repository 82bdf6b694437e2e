package io.windlass.devcluster.sim.workload;

import com.fasterxml.jackson.databind.JsonNode;

/** A number of pods that may be given as a percentage of others. Pure. */
public final class Amount {
  private Amount() {}

  /** Rounded up, as surges are. */
  public static int roundedUp(JsonNode amount, int of) {
    return (int) Math.ceil(exact(amount, of));
  }

  /** Rounded down, as what may be unavailable is. */
  public static int roundedDown(JsonNode amount, int of) {
    return (int) Math.floor(exact(amount, of));
  }

  private static double exact(JsonNode amount, int of) {
    if (!amount.isTextual()) {
      return amount.asInt();
    }
    String text = amount.asText();
    if (!text.endsWith("%")) {
      return Integer.parseInt(text);
    }
    return Integer.parseInt(text.substring(0, text.length() - 1)) * (double) of / 100;
  }
}
