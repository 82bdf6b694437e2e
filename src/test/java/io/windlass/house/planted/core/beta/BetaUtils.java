package io.windlass.house.planted.core.beta;

import io.windlass.house.planted.core.alpha.Alpha;

/** Breaks: workloads do not see each other; names say something. */
public final class BetaUtils {
  private BetaUtils() {}

  /** The name of the other workload. */
  public static String nameOf(Alpha alpha) {
    return alpha.name();
  }
}
