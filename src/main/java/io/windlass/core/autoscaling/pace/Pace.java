package io.windlass.core.autoscaling.pace;

import io.windlass.core.autoscaling.pace.Behavior.Policy;
import io.windlass.core.autoscaling.pace.Behavior.PolicyType;
import io.windlass.core.autoscaling.pace.Behavior.Rules;
import io.windlass.core.autoscaling.pace.Behavior.Select;
import io.windlass.core.autoscaling.pace.Memory.Asked;
import io.windlass.core.autoscaling.pace.Memory.Change;
import io.windlass.core.autoscaling.schedule.Bounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Stabilisation and rate limits at one look.
 *
 * @param behavior empty for what Kubernetes does where the field is absent
 * @param memory before this look's proposal
 */
public record Pace(Optional<Behavior> behavior, Memory memory, Instant now) {
  private static final Duration WINDOW_WITHOUT_BEHAVIOR = Duration.ofMinutes(5);

  /** The most cautious of what was asked for lately. */
  public Paced stabilise(long current, long wanted) {
    return behavior
        .map(rules -> stabilise(rules, current, wanted))
        .orElseGet(() -> stabiliseWithoutBehavior(wanted));
  }

  private Paced stabilise(Behavior rules, long current, long wanted) {
    long up = Math.min(wanted, youngerThan(rules.up().window()).min().orElse(wanted));
    long down = Math.max(wanted, youngerThan(rules.down().window()).max().orElse(wanted));
    long result = Math.min(Math.max(current, up), down);
    String reason =
        result == wanted
            ? "ReadyForNewScale"
            : wanted > result ? "ScaleUpStabilized" : "ScaleDownStabilized";
    return Paced.of(wanted, result, reason, "");
  }

  private Paced stabiliseWithoutBehavior(long wanted) {
    Instant oldest = now.minus(WINDOW_WITHOUT_BEHAVIOR);
    long result =
        memory.asked().stream()
            .filter(asked -> !asked.at().isBefore(oldest))
            .mapToLong(Asked::replicas)
            .reduce(wanted, Math::max);
    return Paced.of(
        wanted, result, result == wanted ? "ReadyForNewScale" : "ScaleDownStabilized", "");
  }

  private LongStream youngerThan(Duration window) {
    Instant cutoff = now.minus(window);
    return memory.asked().stream()
        .filter(asked -> asked.at().isAfter(cutoff))
        .mapToLong(Asked::replicas);
  }

  /** What the policies allow, within the bounds. */
  public Paced limit(long current, long wanted, Bounds bounds) {
    if (wanted > current) {
      long most = mostUp(current);
      return wanted > Math.min(most, bounds.ceiling())
          ? Paced.of(
              wanted,
              Math.min(most, bounds.ceiling()),
              most < bounds.ceiling() ? "ScaleUpLimit" : "TooManyReplicas",
              "limit " + most)
          : Paced.of(wanted, wanted, "DesiredWithinRange", "limit " + most);
    }
    if (wanted < current) {
      long least = leastDown(current);
      return wanted < Math.max(least, bounds.floor())
          ? Paced.of(
              wanted,
              Math.max(least, bounds.floor()),
              least > bounds.floor() ? "ScaleDownLimit" : "TooFewReplicas",
              "limit " + least)
          : Paced.of(wanted, wanted, "DesiredWithinRange", "limit " + least);
    }
    return Paced.of(wanted, wanted, "DesiredWithinRange", "");
  }

  private long mostUp(long current) {
    if (behavior.isEmpty()) {
      return Math.max(2 * current, 4);
    }
    Rules rules = behavior.get().up();
    LongStream limits =
        rules.policies().stream().mapToLong(policy -> up(policy, start(current, policy.period())));
    return Math.max(
        current,
        switch (rules.select()) {
          case MAX -> limits.max().orElse(current);
          case MIN -> limits.min().orElse(current);
          case DISABLED -> current;
        });
  }

  private long leastDown(long current) {
    if (behavior.isEmpty()) {
      return Long.MIN_VALUE;
    }
    Rules rules = behavior.get().down();
    LongStream limits =
        rules.policies().stream()
            .mapToLong(policy -> down(policy, start(current, policy.period())));
    return Math.min(
        current,
        switch (rules.select()) {
          case MAX -> limits.min().orElse(current);
          case MIN -> limits.max().orElse(current);
          case DISABLED -> current;
        });
  }

  private static long up(Policy policy, long start) {
    return policy.type() == PolicyType.PODS
        ? start + policy.value()
        : (long) Math.ceil(start * (1 + policy.value() / 100.0));
  }

  private static long down(Policy policy, long start) {
    return policy.type() == PolicyType.PODS
        ? start - policy.value()
        : (long) (start * (1 - policy.value() / 100.0));
  }

  /** The count at the beginning of a period, by what was changed within it. */
  private long start(long current, Duration period) {
    Instant cutoff = now.minus(period);
    return current
        - memory.changes().stream()
            .filter(change -> change.at().isAfter(cutoff))
            .mapToLong(Change::by)
            .sum();
  }

  /** Whether a direction is closed. */
  public boolean isClosed(boolean up) {
    return behavior
        .map(rules -> (up ? rules.up() : rules.down()).select() == Select.DISABLED)
        .orElse(false);
  }
}
