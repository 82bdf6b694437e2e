package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.decide.AutoscalerRules.Fallback;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.Step.Stage;
import io.windlass.core.autoscaling.metric.Combined;
import io.windlass.core.autoscaling.metric.Proposal.Asks;
import io.windlass.core.autoscaling.metric.Proposal.Fails;
import io.windlass.core.autoscaling.pace.Memory;
import io.windlass.core.autoscaling.pace.Pace;
import io.windlass.core.autoscaling.pace.Paced;
import io.windlass.core.autoscaling.schedule.Bounds;
import java.util.ArrayList;
import java.util.List;

/** The stages of one decision in order; the first that applies decides. */
record Stages(AutoscalerRules rules, Look look, Bounds bounds, Combined combined) {

  /**
   * What came out.
   *
   * @param because the decisive stage in words
   * @param reason the decisive stage in one word
   */
  record Result(long desired, String reason, String because, List<Step> steps, Memory memory) {}

  Result run() {
    long current = look.current();
    if (rules.mode() == Mode.PAUSED) {
      return at(Stage.MODE, current, "Paused", "it is paused");
    }
    if (current == 0 && bounds.floor() > 0) {
      return fromZero();
    }
    if (current > bounds.ceiling() && !isTimeAlone()) {
      return at(
          Stage.CLAMP,
          bounds.ceiling(),
          "TooManyReplicas",
          "%d is above the ceiling of %s".formatted(current, bounds.ceilingBy()));
    }
    if (current < bounds.floor()) {
      return toFloor("%d is below the floor of %s".formatted(current, bounds.floorBy()));
    }
    return switch (combined) {
      case Combined.Nothing _ -> withoutMetrics();
      case Combined.Hold(Fails failed) -> hold(failed);
      case Combined.Largest(Asks asked, var _) -> follow(asked);
    };
  }

  // By way of the ceiling the floor would come a look later, whenever that is.
  private boolean isTimeAlone() {
    return combined instanceof Combined.Nothing && !rules.policy().freeWithoutMetrics();
  }

  /** Proposals are remembered as they are, so that bounds of a window do not outlive it. */
  private Memory memory() {
    return switch (combined) {
      case Combined.Nothing _ -> look.memory();
      case Combined.Hold _ -> look.memory().failing(look.memory().failures() + 1);
      case Combined.Largest(Asks asked, var _) ->
          look.memory().failing(0).asking(look.now(), asked.replicas());
    };
  }

  private Result at(Stage stage, long desired, String reason, String because) {
    Step step = new Step(stage, "", String.valueOf(desired), reason, because);
    return new Result(desired, reason, because, List.of(step), memory());
  }

  private Result fromZero() {
    return look.zeroIsOurs()
        ? toFloor("the floor of %s ends our zero".formatted(bounds.floorBy()))
        : at(
            Stage.MODE,
            0,
            "ScalingDisabled",
            "somebody else set 0 replicas, which switches scaling off");
  }

  private Result toFloor(String because) {
    if (rules.policy().floorJump()) {
      return at(Stage.CLAMP, bounds.floor(), "TooFewReplicas", because);
    }
    Paced limited = pace().limit(look.current(), bounds.floor(), bounds);
    return at(Stage.RATE_LIMIT, limited.replicas(), limited.reason(), because);
  }

  private Result withoutMetrics() {
    return rules.policy().freeWithoutMetrics()
        ? at(Stage.CLAMP, look.current(), "DesiredWithinRange", "there are no metrics")
        : at(
            Stage.CLAMP,
            bounds.floor(),
            "FloorWithoutMetrics",
            "there are no metrics, so the floor of %s holds".formatted(bounds.floorBy()));
  }

  private Result hold(Fails failed) {
    long failures = memory().failures();
    String why = "%s: %s".formatted(failed.metric().name(), failed.message());
    boolean raises =
        rules
            .fallback()
            .filter(it -> failures >= it.failureThreshold() && it.replicas() > look.current())
            .isPresent();
    if (!raises) {
      return at(Stage.COMBINE, look.current(), failed.reason(), why);
    }
    long wanted = rules.fallback().map(Fallback::replicas).orElse(look.current());
    return at(
        Stage.FALLBACK,
        bounds.clamp(wanted),
        "Fallback",
        "%s; fallback after %d failed looks".formatted(why, failures));
  }

  private Result follow(Asks asked) {
    List<Step> steps = new ArrayList<>();
    Paced stable = pace().stabilise(look.current(), asked.replicas());
    steps.add(step(Stage.STABILISE, stable));
    Paced limited = pace().limit(look.current(), stable.replicas(), bounds);
    steps.add(step(Stage.RATE_LIMIT, limited));
    long desired = bounds.clamp(limited.replicas());
    String clamped = desired == limited.replicas() ? "DesiredWithinRange" : clampedBy(desired);
    steps.add(new Step(Stage.CLAMP, "", String.valueOf(desired), clamped, ""));
    String reason =
        limited.cut() ? limited.reason() : stable.cut() ? stable.reason() : asked.reason();
    String because = "%s %s".formatted(asked.metric().name(), asked.detail());
    if (desired != asked.replicas()) {
      because = "%s asks for %d (%s)".formatted(because, asked.replicas(), reason);
    }
    return new Result(desired, reason, because, steps, memory());
  }

  private String clampedBy(long desired) {
    return desired == bounds.ceiling() ? "TooManyReplicas" : "TooFewReplicas";
  }

  private static Step step(Stage stage, Paced paced) {
    return new Step(stage, "", String.valueOf(paced.replicas()), paced.reason(), paced.detail());
  }

  private Pace pace() {
    return new Pace(rules.behavior(), look.memory(), look.now());
  }
}
