package io.windlass.core.autoscaling.decide;

import io.windlass.core.autoscaling.decide.Step.Stage;
import io.windlass.core.autoscaling.metric.Proposal;
import io.windlass.core.autoscaling.metric.Proposal.Asks;
import io.windlass.core.autoscaling.metric.Proposal.Fails;
import io.windlass.core.autoscaling.schedule.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what was decided. Stateless. */
final class Words {
  private static final int LONGEST_WHY = 256;

  private Words() {}

  static String why(Stages.Result result, Bounds bounds) {
    String text = "%d: %s; %s".formatted(result.desired(), result.because(), inside(bounds));
    return text.length() <= LONGEST_WHY ? text : text.substring(0, LONGEST_WHY - 1) + "…";
  }

  private static String inside(Bounds bounds) {
    return bounds.floorBy().equals(bounds.ceilingBy())
        ? "inside %s from %s".formatted(bounds.text(), bounds.floorBy())
        : "inside %s (floor from %s, ceiling from %s)"
            .formatted(bounds.text(), bounds.floorBy(), bounds.ceilingBy());
  }

  static List<Step> steps(Bounds bounds, List<Proposal> proposals, List<Step> decisive) {
    List<Step> steps = new ArrayList<>();
    steps.add(time(bounds));
    proposals.forEach(proposal -> steps.add(metric(proposal)));
    combine(proposals).ifPresent(steps::add);
    steps.addAll(decisive);
    return steps;
  }

  private static Step time(Bounds bounds) {
    boolean baseline =
        bounds.floorBy().equals(Bounds.BASELINE) && bounds.ceilingBy().equals(Bounds.BASELINE);
    String reason =
        bounds.conflict() ? "BoundsConflict" : baseline ? "NoWindowActive" : "WindowActive";
    String by =
        bounds.floorBy().equals(bounds.ceilingBy())
            ? bounds.floorBy()
            : bounds.floorBy() + ", " + bounds.ceilingBy();
    return new Step(Stage.TIME, by, bounds.text(), reason, "");
  }

  private static Step metric(Proposal proposal) {
    return switch (proposal) {
      case Asks asks ->
          new Step(
              Stage.METRIC,
              asks.metric().name(),
              String.valueOf(asks.replicas()),
              asks.reason(),
              asks.detail());
      case Fails fails ->
          new Step(Stage.METRIC, fails.metric().name(), "", fails.reason(), fails.message());
    };
  }

  private static Optional<Step> combine(List<Proposal> proposals) {
    return proposals.stream()
        .filter(Asks.class::isInstance)
        .map(Asks.class::cast)
        .max(Comparator.comparingLong(Asks::replicas))
        .map(
            asks ->
                new Step(
                    Stage.COMBINE,
                    asks.metric().name(),
                    String.valueOf(asks.replicas()),
                    "LargestOf",
                    ""));
  }
}
