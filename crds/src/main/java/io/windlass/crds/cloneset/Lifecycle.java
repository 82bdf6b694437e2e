package io.windlass.crds.cloneset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Points at which a pod waits until others have let it go on. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Lifecycle(
    @JsonPropertyDescription(
            "Holds a pod in PreparingDelete, before it is deleted, while it bears any of the hook's"
                + " labels and finalizers.")
        @Nullable Hook preDelete,
    @JsonPropertyDescription(
            "Holds a pod in PreparingUpdate, before it is updated in place, while it bears any of the"
                + " hook's labels and finalizers, and afterwards in Updated until it bears all.")
        @Nullable Hook inPlaceUpdate,
    @JsonPropertyDescription(
            "Holds a new pod in PreparingNormal, not counted as available, until it bears all of the"
                + " hook's labels and finalizers.")
        @Nullable Hook preNormal) {

  /** The labels and finalizers by which others hold a pod or let it go on. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Hook(
      @JsonPropertyDescription("Labels of the hook, by key and value.")
          @Nullable Map<String, String> labelsHandler,
      @JsonPropertyDescription("Finalizers of the hook.") @Nullable List<String> finalizersHandler,
      @Default("false")
          @JsonPropertyDescription(
              "If true, the pod is marked not ready while it is held in PreparingDelete or"
                  + " PreparingUpdate, so that traffic leaves it, and ready again in Updated. Has no"
                  + " effect on preNormal. Defaults to false.")
          @Nullable Boolean markPodNotReady) {}
}
