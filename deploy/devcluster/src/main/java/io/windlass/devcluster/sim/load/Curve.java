package io.windlass.devcluster.sim.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An amount over time: cores of CPU or bytes of memory. Immutable; asking costs O(points).
 *
 * <p>Written as {@link CurveReader} says.
 */
public sealed interface Curve {
  /** Always the same. */
  record Constant(double amount) implements Curve {}

  /** One point of a curve. */
  record Point(Duration time, double amount) {
    double seconds() {
      return time.toNanos() / 1e9;
    }
  }

  /**
   * Amounts that hold until the next point, or between which the amount moves evenly.
   *
   * @param points in order of time, at least one
   */
  record Points(Axis axis, boolean even, List<Point> points) implements Curve {
    public Points {
      points = List.copyOf(points);
    }

    private double value(double seconds) {
      int next = 0;
      while (next < points.size() && points.get(next).seconds() <= seconds) {
        next++;
      }
      // Before its first point a cycle is where its last point left it; a pod's age just begins.
      boolean cycle = axis instanceof Axis.Cycle;
      Point from = next > 0 ? points.get(next - 1) : cycle ? points.getLast() : points.getFirst();
      Point to = next < points.size() ? points.get(next) : cycle ? points.getFirst() : from;
      return even ? between(from, to, seconds) : from.amount();
    }

    private double between(Point from, Point to, double seconds) {
      double period = axis instanceof Axis.Cycle(Duration all) ? all.toNanos() / 1e9 : 0;
      double length = to.seconds() - from.seconds();
      double passed = seconds - from.seconds();
      length += length <= 0 ? period : 0;
      passed += passed < 0 ? period : 0;
      return length <= 0
          ? from.amount()
          : from.amount() + (to.amount() - from.amount()) * Math.min(1, passed / length);
    }
  }

  /** Up and down once in each cycle. */
  record Sine(Axis.Cycle axis, double low, double high, Duration peak) implements Curve {}

  /** The amount at a moment, for a pod that began at another. */
  default double at(Instant now, Instant began) {
    return switch (this) {
      case Constant(double amount) -> amount;
      case Points points -> points.value(points.axis().seconds(now, began));
      case Sine sine -> wave(sine, sine.axis().seconds(now, began));
    };
  }

  /** Whether its times count from the start of a pod. */
  default boolean countsFromStart() {
    return this instanceof Points points && points.axis() instanceof Axis.Age;
  }

  private static double wave(Sine sine, double seconds) {
    double period = sine.axis().period().toNanos() / 1e9;
    double angle = 2 * Math.PI * (seconds - sine.peak().toNanos() / 1e9) / period;
    return sine.low() + (sine.high() - sine.low()) * (1 + Math.cos(angle)) / 2;
  }
}
