package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import org.jspecify.annotations.Nullable;

/** How new pods get the sidecars. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InjectionStrategy(
    @JsonPropertyDescription(
            "If true, new pods get no sidecars. Those that have them are upgraded as before."
                + " Defaults to false.")
        @Nullable Boolean paused,
    @JsonPropertyDescription("The revision that new pods get instead of the newest.")
        @Nullable Revision revision) {

  /** One ControllerRevision of the SidecarSet, named in one of two ways. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Revision(
      @JsonPropertyDescription("The newest revision that was made with this customVersion.")
          @Nullable String customVersion,
      @JsonPropertyDescription(
              "The name of the ControllerRevision; goes before customVersion if both are there.")
          @Nullable String revisionName,
      @Default("Always")
          @SchemaFrom(type = RevisionPolicy.class)
          @JsonPropertyDescription(
              "Always: all new pods get this revision. Partial: pods that updateStrategy.selector"
                  + " does not select, and as many per cent of the others as"
                  + " updateStrategy.partition says; the rest get the newest. Defaults to Always.")
          @Nullable String policy) {}

  /** Which new pods get a named revision; the constants are the words of the API. */
  public enum RevisionPolicy {
    /** All. */
    Always,
    /** Those that the update strategy holds back. */
    Partial
  }
}
