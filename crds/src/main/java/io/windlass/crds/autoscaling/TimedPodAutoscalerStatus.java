package io.windlass.crds.autoscaling;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was decided last, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimedPodAutoscalerStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        @Nullable Long observedGeneration,
    @JsonPropertyDescription("Replicas that the workload was asked for when it was looked at.")
        @Nullable Integer currentReplicas,
    @JsonPropertyDescription("Replicas that it was decided to have.")
        @Nullable Integer desiredReplicas,
    @JsonPropertyDescription("When the replicas were changed last.") @Nullable String lastScaleTime,
    @JsonPropertyDescription("What was written last; tells own writes from those of others.")
        @Nullable LastApplied lastApplied,
    @JsonPropertyDescription("Floor and ceiling that hold, and who set them.")
        @Nullable Bounds bounds,
    @JsonPropertyDescription("The last decision, step by step.") @Nullable Decision decision,
    @JsonPropertyDescription("The next changes of floor and ceiling.")
        @Nullable List<Edge> upcoming,
    @JsonPropertyDescription("Each window as it stands.") @Nullable List<WindowState> windows,
    @JsonPropertyDescription("Each metric as it was read last.")
        @Nullable List<MetricState> metrics,
    @JsonPropertyDescription("The last changes of the replicas, newest first.")
        @Nullable List<Change> history,
    @JsonPropertyDescription(
            "Proposals and changes that stabilisation and policies look back on, compactly, so that"
                + " a restart forgets nothing.")
        @Nullable Memory memory,
    @JsonPropertyDescription("What holds, type by type.") @Nullable List<Condition> conditions) {

  /** What was written last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastApplied(
      @JsonPropertyDescription("The replicas written.") @Nullable Integer replicas,
      @JsonPropertyDescription("When.") @Nullable String time,
      @JsonPropertyDescription("Version of the scale that came of it.")
          @Nullable String resourceVersion) {}

  /** Floor and ceiling. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Bounds(
      @JsonPropertyDescription("The floor.") @Nullable Integer floor,
      @JsonPropertyDescription("Window that sets the floor, or baseline.") @Nullable String floorBy,
      @JsonPropertyDescription("The ceiling.") @Nullable Integer ceiling,
      @JsonPropertyDescription("Window that sets the ceiling, or baseline.")
          @Nullable String ceilingBy) {}

  /** A decision. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(
      @JsonPropertyDescription("The decision in one sentence of at most 256 characters.")
          @Nullable String why,
      @JsonPropertyDescription("Every stage in order.") @Nullable List<Step> steps,
      @JsonPropertyDescription("Windows that do not count now, and why.")
          @Nullable List<NotChosen> notChosen,
      @JsonPropertyDescription("In DryRun: the replicas that somebody else decided on.")
          @Nullable Integer actualByOthers) {}

  /** One stage of a decision. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      @JsonPropertyDescription("Time, Metric, Combine, Stabilise, RateLimit or Clamp, and others.")
          @Nullable String stage,
      @JsonPropertyDescription("Window or metric that it is about.") @Nullable String by,
      @JsonPropertyDescription("What came out: a count, or floor..ceiling.")
          @Nullable String result,
      @JsonPropertyDescription("Why, in one word.") @Nullable String reason,
      @JsonPropertyDescription("Why, with figures.") @Nullable String detail) {}

  /** A window that does not count now. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NotChosen(
      @JsonPropertyDescription("Its name.") @Nullable String by,
      @JsonPropertyDescription("Why it does not count.") @Nullable String reason) {}

  /** One change of floor or ceiling to come. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Edge(
      @JsonPropertyDescription("When, in UTC.") @Nullable String at,
      @JsonPropertyDescription("When, in the window's zone.") @Nullable String local,
      @JsonPropertyDescription("What happens.") @Nullable String change,
      @JsonPropertyDescription("Floor and ceiling from then on.") @Nullable String bounds) {}

  /** A window as it stands. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WindowState(
      @JsonPropertyDescription("Its name.") @Nullable String name,
      @JsonPropertyDescription("Active, Releasing, Waiting, Excluded, Suspended or Expired.")
          @Nullable String state,
      @JsonPropertyDescription("Since when.") @Nullable String since,
      @JsonPropertyDescription("Until when.") @Nullable String until,
      @JsonPropertyDescription("When it begins next.") @Nullable String nextStart) {}

  /** A metric as it was read last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetricState(
      @JsonPropertyDescription("Its name.") @Nullable String name,
      @JsonPropertyDescription("Its value, against the target.") @Nullable String current,
      @JsonPropertyDescription("Replicas that it asks for.") @Nullable Integer proposal,
      @JsonPropertyDescription("Age of the oldest sample in it.") @Nullable String sampleAge) {}

  /** One change of the replicas. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Change(
      @JsonPropertyDescription("When.") @Nullable String time,
      @JsonPropertyDescription("Replicas before.") @Nullable Integer from,
      @JsonPropertyDescription("Replicas after.") @Nullable Integer to,
      @JsonPropertyDescription("Why.") @Nullable String why) {}

  /** What stabilisation and policies look back on. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Memory(
      @JsonPropertyDescription("Proposals of the metrics: time, a count, and how often.")
          @Nullable List<String> recommendations,
      @JsonPropertyDescription("Changes of the replicas: time and by how many.")
          @Nullable List<String> changes,
      @JsonPropertyDescription("Looks at the metrics that failed, in a row.")
          @Nullable Integer failures) {}

  /** One thing that holds, or does not. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Condition(
      @Required @JsonPropertyDescription("What it is about.") @Nullable String type,
      @Required @JsonPropertyDescription("True, False or Unknown.") @Nullable String status,
      @JsonPropertyDescription("The generation of the spec that it is about.")
          @Nullable Long observedGeneration,
      @JsonPropertyDescription("When the status changed last.") @Nullable String lastTransitionTime,
      @JsonPropertyDescription("Why, in one word.") @Nullable String reason,
      @JsonPropertyDescription("Why, in a sentence.") @Nullable String message) {}
}
