package io.windlass.core.autoscaling.schedule;

/**
 * Floor and ceiling at an instant, and who set them.
 *
 * @param conflict whether one side had to drag the other, because the floor was above the ceiling
 */
public record Bounds(long floor, String floorBy, long ceiling, String ceilingBy, boolean conflict) {
  public static final String BASELINE = "baseline";

  /** A count brought between them. */
  public long clamp(long replicas) {
    return Math.max(floor, Math.min(ceiling, replicas));
  }

  /** As {@code 10..30}. */
  public String text() {
    return floor + ".." + ceiling;
  }
}
