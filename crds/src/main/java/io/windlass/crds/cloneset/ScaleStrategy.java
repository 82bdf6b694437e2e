package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the number of pods is changed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScaleStrategy(
    @JsonPropertyDescription(
            "Names of pods of this CloneSet to delete. They go first when replicas is lowered, and"
                + " are replaced when it is not. Without duplicates.")
        @Nullable List<String> podsToDelete,
    @JsonPropertyDescription(
            "How many pods may be unavailable while scaling up: a number, or a percentage of"
                + " replicas, rounded up. Pods beyond that are created later. Unset means no"
                + " limit.")
        @Nullable IntOrString maxUnavailable,
    @Default("false")
        @JsonPropertyDescription(
            "If true, a pod that replaces one which somebody else deleted (kubectl, an eviction, a"
                + " lost node) takes over its instance id and its PersistentVolumeClaims. Defaults"
                + " to false: it gets new ones.")
        @Nullable Boolean enablePVCReuse,
    @JsonPropertyDescription(
            "If true, pods that a preDelete hook holds do not count in replicas, so that others are"
                + " made in their place at once.")
        @Nullable Boolean excludePreparingDelete) {}
