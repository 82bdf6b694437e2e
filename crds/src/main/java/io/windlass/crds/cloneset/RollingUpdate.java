package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How, how fast and in which order pods are moved to a changed template. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RollingUpdate(
    // A string and not the enum, so that an object that an older CRD let in can be read and
    // reported instead of stopping the reader.
    @Default("ReCreate")
        @SchemaFrom(type = PodUpdatePolicy.class)
        @JsonPropertyDescription(
            "ReCreate: delete the pod and create a new one. InPlaceIfPossible: change the running"
                + " pod where Kubernetes allows it (image, labels, annotations), otherwise"
                + " ReCreate. InPlaceOnly: never delete a pod for an update. Defaults to ReCreate.")
        @Nullable String podUpdatePolicy,
    @Default("0")
        @JsonPropertyDescription(
            "How many pods stay on the old revision: a number, or a percentage of replicas such as"
                + " 20%, rounded up; a percentage below 100% always lets one pod be updated."
                + " Defaults to 0.")
        @Nullable IntOrString partition,
    @Default("20%")
        @JsonPropertyDescription(
            "How many pods may be unavailable during an update: a number, or a percentage of"
                + " replicas, rounded up, or down while maxSurge is above 0. Defaults to 20%.")
        @Nullable IntOrString maxUnavailable,
    @Default("0")
        @JsonPropertyDescription(
            "How many pods may exist above replicas during an update: a number, or a percentage of"
                + " replicas, rounded up. Not with InPlaceOnly. Defaults to 0.")
        @Nullable IntOrString maxSurge,
    @Default("false")
        @JsonPropertyDescription(
            "If true, no further pod is updated until it is false again. Scaling goes on."
                + " Defaults to false.")
        @Nullable Boolean paused,
    @JsonPropertyDescription("Which pods are updated first, by label. Only one of its two lists.")
        @Nullable PriorityStrategy priorityStrategy,
    @JsonPropertyDescription(
            "Labels whose pods are spread over the whole update instead of following one another."
                + " Applied after priorityStrategy; one entry is easiest to reason about.")
        @Nullable List<ScatterTerm> scatterStrategy,
    @JsonPropertyDescription("Details of updates in place.")
        @Nullable InPlaceUpdateStrategy inPlaceUpdateStrategy) {

  /** Details of updates in place. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record InPlaceUpdateStrategy(
      @Default("0")
          @JsonPropertyDescription(
              "Seconds between taking a pod out of service and changing it, for clients and"
                  + " endpoints to notice. Defaults to 0.")
          @Nullable Integer gracePeriodSeconds,
      @JsonPropertyDescription("How many nodes pull a new image ahead at once. Unset means one.")
          @Nullable IntOrString imagePreDownloadParallelism,
      @Min(0) @JsonPropertyDescription("Seconds that pulling an image ahead may take.")
          @Nullable Integer imagePreDownloadTimeoutSeconds,
      @Min(0)
          @JsonPropertyDescription(
              "How many pods of the new revision must be ready before images are pulled ahead.")
          @Nullable Integer imagePreDownloadMinUpdatedReadyPods) {}
}
