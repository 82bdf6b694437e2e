package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller last saw of a SidecarSet. All counts are pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SidecarSetStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        @Nullable Long observedGeneration,
    @Required @Default("0") @JsonPropertyDescription("Pods that have the sidecars.")
        @Nullable Integer matchedPods,
    @Required @Default("0") @JsonPropertyDescription("Pods that have the newest sidecars.")
        @Nullable Integer updatedPods,
    @Required @Default("0") @JsonPropertyDescription("Pods with the sidecars that are ready.")
        @Nullable Integer readyPods,
    @JsonPropertyDescription("Pods with the newest sidecars that are ready.")
        @Nullable Integer updatedReadyPods,
    @JsonPropertyDescription("Name of the ControllerRevision that the spec has.")
        @Nullable String latestRevision,
    @JsonPropertyDescription(
            "How often two specs had the same hash; makes the next revision's name differ.")
        @Nullable Integer collisionCount,
    @JsonPropertyDescription("What is to be said about the SidecarSet as a whole, one per type.")
        @Nullable List<Condition> conditions) {

  /** One statement about the SidecarSet as a whole. Times are RFC 3339 in UTC. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Condition(
      @Required
          @JsonPropertyDescription(
              "What the statement is about: PodsMissed, FailedUpdate or Valid.")
          @Nullable String type,
      @Required @JsonPropertyDescription("True, False or Unknown.") @Nullable String status,
      @JsonPropertyDescription("When status last changed.") @Nullable String lastTransitionTime,
      @JsonPropertyDescription("Why, as one word for programs.") @Nullable String reason,
      @JsonPropertyDescription("Why, as a sentence for people.") @Nullable String message) {}
}
