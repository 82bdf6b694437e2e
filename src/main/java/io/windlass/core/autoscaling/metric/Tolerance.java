package io.windlass.core.autoscaling.metric;

/** How far a ratio may be from 1 without a change, both ends included. */
public record Tolerance(double up, double down) {
  public static final Tolerance DEFAULT = new Tolerance(0.1, 0.1);

  boolean covers(double ratio) {
    return 1.0 - down <= ratio && ratio <= 1.0 + up;
  }
}
