package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.model.annotation.LabelSelector;
import io.fabric8.kubernetes.model.annotation.StatusReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the controller last saw of a CloneSet. All counts are pods. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloneSetStatus(
    @JsonPropertyDescription("The generation of the spec that this status is about.")
        @Nullable Long observedGeneration,
    @Required
        @Default("0")
        @StatusReplicas
        @JsonPropertyDescription("Pods that exist, of any revision.")
        @Nullable Integer replicas,
    @Required @Default("0") @JsonPropertyDescription("Pods that are ready.")
        @Nullable Integer readyReplicas,
    @Required
        @Default("0")
        @JsonPropertyDescription(
            "Pods that are available: ready for minReadySeconds, and in no lifecycle hook.")
        @Nullable Integer availableReplicas,
    @Required @Default("0") @JsonPropertyDescription("Pods of updateRevision.")
        @Nullable Integer updatedReplicas,
    @Required @Default("0") @JsonPropertyDescription("Pods of updateRevision that are ready.")
        @Nullable Integer updatedReadyReplicas,
    @JsonPropertyDescription("Pods of updateRevision that are available.")
        @Nullable Integer updatedAvailableReplicas,
    @JsonPropertyDescription(
            "Pods that should be of updateRevision when this step of the rollout is done: replicas"
                + " less partition.")
        @Nullable Integer expectedUpdatedReplicas,
    @JsonPropertyDescription("Name of the ControllerRevision that the spec's template has.")
        @Nullable String updateRevision,
    @JsonPropertyDescription(
            "Name of the ControllerRevision that pods come from which partition keeps back. Equal"
                + " to updateRevision once a rollout is through.")
        @Nullable String currentRevision,
    @JsonPropertyDescription(
            "How often two templates had the same hash; makes the next revision's name differ.")
        @Nullable Integer collisionCount,
    @JsonPropertyDescription("What is to be said about the CloneSet as a whole, one per type.")
        @Nullable List<Condition> conditions,
    @LabelSelector
        @JsonPropertyDescription(
            "The selector as text, for autoscalers that read the scale subresource.")
        @Nullable String labelSelector) {

  /** One statement about the CloneSet as a whole. Times are RFC 3339 in UTC. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Condition(
      @Required
          @JsonPropertyDescription(
              "What the statement is about: FailedScale, FailedUpdate, Progressing or Valid.")
          @Nullable String type,
      @Required @JsonPropertyDescription("True, False or Unknown.") @Nullable String status,
      @JsonPropertyDescription("When anything in this condition last changed.")
          @Nullable String lastUpdateTime,
      @JsonPropertyDescription("When status last changed.") @Nullable String lastTransitionTime,
      @JsonPropertyDescription("Why, as one word for programs.") @Nullable String reason,
      @JsonPropertyDescription("Why, as a sentence for people.") @Nullable String message) {}
}
