package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.model.annotation.SpecReplicas;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks of a CloneSet. The template and the claim templates stay raw documents, so that
 * no client library's idea of a Pod changes them on the way.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CloneSetSpec(
    @Default("1")
        @Min(0)
        @SpecReplicas
        @JsonPropertyDescription("How many pods there should be. Defaults to 1.")
        @Nullable Integer replicas,
    @Required
        @JsonPropertyDescription(
            "Finds the pods of this CloneSet. Must not be empty and must match the labels of the"
                + " template; cannot be changed after creation.")
        @ValidationRule(
            value = "self == oldSelf",
            message = "a CloneSet's selector cannot be changed",
            reason = "FieldValueForbidden")
        @Nullable LabelQuery selector,
    @Required
        @JsonPropertyDescription(
            "The pod to make copies of: a PodTemplateSpec. restartPolicy may only be Always, and"
                + " activeDeadlineSeconds is not supported.")
        @Nullable ObjectNode template,
    @JsonPropertyDescription(
            "PersistentVolumeClaims that each pod gets of its own, named after the pod's instance"
                + " id. A pod mounts one by the claim template's name.")
        @Nullable List<ObjectNode> volumeClaimTemplates,
    @Default("{}") @JsonPropertyDescription("How the number of pods is changed.")
        @Nullable ScaleStrategy scaleStrategy,
    @Default("{}") @JsonPropertyDescription("How pods are moved to a changed template.")
        @Nullable UpdateStrategy updateStrategy,
    @Default("10")
        @Min(0)
        @JsonPropertyDescription(
            "How many old ControllerRevisions to keep for roll-back, not counting those that pods"
                + " still run. Defaults to 10.")
        @Nullable Integer revisionHistoryLimit,
    @Default("0")
        @JsonPropertyDescription(
            "Seconds that a pod must have been ready before it counts as available. Defaults to 0:"
                + " available once ready.")
        @Nullable Integer minReadySeconds,
    @JsonPropertyDescription(
            "Points at which a pod waits until others have let it go on: before deletion, around an"
                + " update in place, before it counts as available.")
        @Nullable Lifecycle lifecycle,
    @Min(0)
        @JsonPropertyDescription(
            "Seconds that a rollout may take without progress before condition Progressing says"
                + " ProgressDeadlineExceeded; time spent paused does not count. Must be greater than"
                + " minReadySeconds. Unset, or 2147483647, means that no deadline is tracked.")
        @Nullable Integer progressDeadlineSeconds) {}
