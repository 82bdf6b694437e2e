package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** Whether and how pods are moved to a changed template. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UpdateStrategy(
    // A string, for the same reason as the policy of an update.
    @Default("RollingUpdate")
        @SchemaFrom(type = UpdateType.class)
        @JsonPropertyDescription(
            "RollingUpdate: pods follow a changed template as rollingUpdate says. OnDelete: a pod"
                + " is updated only when somebody deletes it. Defaults to RollingUpdate.")
        @Nullable String type,
    @JsonPropertyDescription("How pods follow; filled in where type is RollingUpdate.")
        @Nullable RollingUpdate rollingUpdate) {}
