package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.windlass.crds.cloneset.LabelQuery;
import io.windlass.crds.cloneset.PriorityStrategy;
import io.windlass.crds.cloneset.ScatterTerm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether, how fast and in which order pods that have the sidecars are upgraded. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpdateStrategy(
    @Default("RollingUpdate")
        @SchemaFrom(type = UpdateType.class)
        @JsonPropertyDescription(
            "RollingUpdate: a new image is put into running pods. NotUpdate: only new pods get it."
                + " Defaults to RollingUpdate.")
        @Nullable String type,
    @JsonPropertyDescription("If true, no further pod is upgraded. Defaults to false.")
        @Nullable Boolean paused,
    @JsonPropertyDescription(
            "Only pods with these labels are upgraded. Not together with partition.")
        @Nullable LabelQuery selector,
    @Default("0")
        @JsonPropertyDescription(
            "How many pods keep their old sidecars: a number, or a percentage of the matched pods,"
                + " rounded up; a percentage below 100% always lets one pod be upgraded. Defaults"
                + " to 0.")
        @Nullable IntOrString partition,
    @Default("1")
        @JsonPropertyDescription(
            "How many pods may be unavailable during an upgrade: a number, or a percentage of the"
                + " matched pods, rounded up. Defaults to 1.")
        @Nullable IntOrString maxUnavailable,
    @JsonPropertyDescription("Which pods are upgraded first, by label. Only one of its two lists.")
        @Nullable PriorityStrategy priorityStrategy,
    @JsonPropertyDescription(
            "Labels whose pods are spread over the whole upgrade; the value * stands for every"
                + " value that a pod has.")
        @Nullable List<ScatterTerm> scatterStrategy) {

  /** Whether running pods are upgraded; the constants are the words of the API. */
  public enum UpdateType {
    /** They are. */
    RollingUpdate,
    /** They are not. */
    NotUpdate
  }
}
