package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** One label whose pods are spread over the whole update. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScatterTerm(
    @Required @Size(min = 1) @JsonPropertyDescription("The label key. Must not be empty.")
        @Nullable String key,
    @Required @JsonPropertyDescription("The label value. May be empty.") @Nullable String value) {}
