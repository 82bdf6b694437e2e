package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.metric.Combined;
import io.windlass.core.autoscaling.metric.Proposal.Fails;
import io.windlass.core.autoscaling.schedule.Bounds;
import io.windlass.core.model.Condition;
import io.windlass.core.model.Condition.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds after a decision, in the words of autoscaling/v2 where they mean the same. */
final class Conditions {
  private static final Set<String> LIMITS =
      Set.of("ScaleUpLimit", "ScaleDownLimit", "TooManyReplicas", "TooFewReplicas");

  private Conditions() {}

  static List<Condition> of(
      AutoscalerRules rules, Look look, Bounds bounds, Combined combined, Stages.Result result) {
    boolean paused = rules.mode() == Mode.PAUSED;
    boolean limited = LIMITS.contains(result.reason());
    return List.of(
        active(look, combined, result),
        condition(
            "ScalingLimited",
            limited,
            limited ? result.reason() : "DesiredWithinRange",
            limited ? result.because() : "the count is what was asked for"),
        condition(
            "BoundsConflict",
            bounds.conflict(),
            bounds.conflict() ? "FloorAboveCeiling" : "FloorBelowCeiling",
            bounds.conflict()
                ? "%s drags the other bound to %s".formatted(bounds.floorBy(), bounds.text())
                : "floor and ceiling agree"),
        condition(
            "Paused",
            paused,
            paused ? "Mode" : "NotPaused",
            paused ? "spec.mode is Paused" : "it is not paused"));
  }

  private static Condition active(Look look, Combined combined, Stages.Result result) {
    if (result.reason().equals("ScalingDisabled")) {
      return condition("ScalingActive", false, "ScalingDisabled", result.because());
    }
    Optional<Fails> failed =
        switch (combined) {
          case Combined.Nothing _ -> Optional.empty();
          case Combined.Hold(Fails fails) -> Optional.of(fails);
          case Combined.Largest(var _, Optional<Fails> also) -> also;
        };
    if (failed.isPresent() && combined instanceof Combined.Hold) {
      return condition("ScalingActive", false, failed.get().reason(), failed.get().message());
    }
    if (failed.isPresent()) {
      return condition(
          "ScalingActive",
          true,
          failed.get().reason(),
          "another metric asks for more than %d; %s"
              .formatted(look.current(), failed.get().message()));
    }
    return combined instanceof Combined.Nothing
        ? condition("ScalingActive", true, "ScheduleOnly", "time alone decides")
        : condition("ScalingActive", true, "ValidMetricFound", "the metrics could be read");
  }

  private static Condition condition(String type, boolean holds, String reason, String message) {
    return new Condition(
        type, holds ? Status.TRUE : Status.FALSE, Optional.empty(), reason, message);
  }
}
