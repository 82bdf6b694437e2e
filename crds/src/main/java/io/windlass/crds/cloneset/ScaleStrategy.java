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
                + " replicas, rounded up. Pods beyond that are created later. Unset means no limit.")
        @Nullable IntOrString maxUnavailable,
    @Default("false")
        @JsonPropertyDescription(
            "If true, a pod that replaces one which somebody else deleted (kubectl, an eviction, a"
                + " lost node) gets new PersistentVolumeClaims. Defaults to false: it takes over"
                + " instance id and claims.")
        @Nullable Boolean disablePVCReuse) {}
