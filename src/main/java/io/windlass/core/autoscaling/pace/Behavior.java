package io.windlass.core.autoscaling.pace;

import io.windlass.core.autoscaling.metric.Tolerance;
import java.time.Duration;
import java.util.List;

/** How fast a count may follow, in each direction. */
public record Behavior(Rules up, Rules down) {
  /** What {@code behavior: {}} means. */
  public static final Behavior DEFAULT =
      new Behavior(
          new Rules(
              Duration.ZERO,
              Select.MAX,
              List.of(
                  new Policy(PolicyType.PODS, 4, Duration.ofSeconds(15)),
                  new Policy(PolicyType.PERCENT, 100, Duration.ofSeconds(15))),
              0.1),
          new Rules(
              Duration.ofSeconds(300),
              Select.MAX,
              List.of(new Policy(PolicyType.PERCENT, 100, Duration.ofSeconds(15))),
              0.1));

  /** How fast in one direction. */
  public record Rules(Duration window, Select select, List<Policy> policies, double tolerance) {
    public Rules {
      policies = List.copyOf(policies);
    }
  }

  /** One limit: so many pods, or so many percent, within a period. */
  public record Policy(PolicyType type, long value, Duration period) {}

  /** What a limit counts. */
  public enum PolicyType {
    PODS,
    PERCENT
  }

  /** Which limit holds. */
  public enum Select {
    /** The one that changes most. */
    MAX,
    /** The one that changes least. */
    MIN,
    /** No change at all. */
    DISABLED
  }

  public Tolerance tolerance() {
    return new Tolerance(up.tolerance(), down.tolerance());
  }
}
