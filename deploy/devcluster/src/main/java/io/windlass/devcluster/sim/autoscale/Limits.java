package io.windlass.devcluster.sim.autoscale;

import io.windlass.devcluster.sim.autoscale.Behavior.Policy;
import io.windlass.devcluster.sim.autoscale.Behavior.Rules;
import io.windlass.devcluster.sim.autoscale.Behavior.Select;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * How far a recommendation is followed: stabilized over a window, then within the rates and bounds.
 * Pure.
 */
final class Limits {
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int FACTOR = 2;
  private static final int FREE = 4;

  private final Optional<Behavior> behavior;
  private final Bounds bounds;
  private final History history;
  private final Instant now;

  /** {@code minReplicas} and {@code maxReplicas}. */
  record Bounds(int min, int max) {}

  /** The outcome with the words for {@code AbleToScale} and {@code ScalingLimited}. */
  record Verdict(int replicas, Words able, boolean limited, Words words) {}

  /** Reason and message of a condition. */
  record Words(String reason, String message) {}

  private static final Words READY =
      new Words("ReadyForNewScale", "recommended size matches current size");
  private static final Words FREELY =
      new Words("DesiredWithinRange", "the desired count is within the acceptable range");

  Limits(Optional<Behavior> behavior, Bounds bounds, History history, Instant now) {
    this.behavior = behavior;
    this.bounds = bounds;
    this.history = history;
    this.now = now;
  }

  /** What becomes of a recommendation; the history is that before it. */
  Verdict apply(int current, int wanted) {
    int stable = behavior.isEmpty() ? lately(wanted) : stabilized(current, wanted, behavior.get());
    Words able = stable == wanted ? READY : held(current, wanted);
    int allowed =
        behavior.isEmpty() ? plain(current, stable) : paced(current, stable, behavior.get());
    return allowed == stable
        ? new Verdict(allowed, able, false, FREELY)
        : new Verdict(allowed, able, true, limit(current, stable, allowed));
  }

  private int lately(int wanted) {
    return history.within(WINDOW, now).reduce(wanted, Math::max);
  }

  private int stabilized(int current, int wanted, Behavior rules) {
    int up = history.within(rules.up().window(), now).reduce(wanted, Math::min);
    int down = history.within(rules.down().window(), now).reduce(wanted, Math::max);
    return Math.min(Math.max(current, up), down);
  }

  private Words held(int current, int wanted) {
    return behavior.isPresent() && wanted >= current
        ? new Words(
            "ScaleUpStabilized",
            "recent recommendations were lower than current one, applying the lowest recent"
                + " recommendation")
        : new Words(
            "ScaleDownStabilized",
            "recent recommendations were higher than current one, applying the highest recent"
                + " recommendation");
  }

  private int plain(int current, int wanted) {
    int most = Math.min(bounds.max(), Math.max(FACTOR * current, FREE));
    return wanted < bounds.min() ? bounds.min() : Math.min(wanted, most);
  }

  private int paced(int current, int wanted, Behavior rules) {
    if (wanted > current) {
      int most = Math.max(current, upTo(current, rules.up()));
      return Math.min(wanted, Math.min(bounds.max(), most));
    }
    if (wanted < current) {
      int least = Math.min(current, downTo(current, rules.down()));
      return Math.max(wanted, Math.max(bounds.min(), least));
    }
    return wanted;
  }

  private int upTo(int current, Rules rules) {
    IntStream proposals =
        proposals(
            rules,
            policy -> {
              int begin = current - history.grown(policy.period(), now);
              return policy.percent()
                  ? (int) Math.ceil(begin * (1 + policy.value() / 100.0))
                  : begin + policy.value();
            });
    return chosen(rules, proposals, current, rules.select() == Select.MAX);
  }

  private int downTo(int current, Rules rules) {
    IntStream proposals =
        proposals(
            rules,
            policy -> {
              int begin = current - history.grown(policy.period(), now);
              return policy.percent()
                  ? (int) (begin * (1 - policy.value() / 100.0))
                  : begin - policy.value();
            });
    return chosen(rules, proposals, current, rules.select() == Select.MIN);
  }

  private static IntStream proposals(Rules rules, ToIntFunction<Policy> proposal) {
    return rules.policies().stream().mapToInt(proposal);
  }

  private static int chosen(Rules rules, IntStream proposals, int current, boolean highest) {
    if (rules.select() == Select.DISABLED) {
      return current;
    }
    return (highest ? proposals.max() : proposals.min()).orElse(current);
  }

  private Words limit(int current, int wanted, int allowed) {
    if (allowed == bounds.max() && wanted > allowed) {
      return new Words(
          "TooManyReplicas", "the desired replica count is more than the maximum replica count");
    }
    if (allowed == bounds.min() && wanted < allowed) {
      return new Words(
          "TooFewReplicas", "the desired replica count is less than the minimum replica count");
    }
    return wanted > current
        ? new Words(
            "ScaleUpLimit",
            "the desired replica count is increasing faster than the maximum scale rate")
        : new Words(
            "ScaleDownLimit",
            "the desired replica count is decreasing faster than the maximum scale rate");
  }
}
