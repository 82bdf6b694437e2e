package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as in a pod, and how it gets there.
 *
 * @param container the fields that it has in a pod, as they are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SidecarContainer(
    @JsonPropertyDescription(
            "BeforeAppContainer or AfterAppContainer: where it stands among the pod's containers."
                + " Defaults to before for containers, after for init containers.")
        @Nullable String podInjectPolicy,
    @JsonPropertyDescription("How running pods get a new image.")
        @Nullable UpgradeStrategy upgradeStrategy,
    @JsonPropertyDescription("Whether the app's volume mounts become the sidecar's, too.")
        @Nullable SharePolicy shareVolumePolicy,
    @JsonPropertyDescription("Whether the app's block devices become the sidecar's, too.")
        @Nullable SharePolicy shareVolumeDevicePolicy,
    @JsonPropertyDescription("Variables that are copied from containers of the app.")
        @Nullable List<TransferEnv> transferEnv,
    @JsonPropertyDescription(
            "Makes the container's resources of those of the app, when a pod is made. Not together"
                + " with resources.")
        @Nullable ResourcesPolicy resourcesPolicy,
    @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> container) {

  /** How running pods get a new image. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record UpgradeStrategy(
      @JsonPropertyDescription(
              "ColdUpgrade: the container restarts. HotUpgrade: the pod has two of it, and the new"
                  + " version starts in the idle one before the old one stops. Cannot be changed."
                  + " Defaults to ColdUpgrade.")
          @Nullable String upgradeType,
      @JsonPropertyDescription("HotUpgrade: the image of the idle one.")
          @Nullable String hotUpgradeEmptyImage) {}

  /** Whether something is shared. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SharePolicy(
      @JsonPropertyDescription("enabled or disabled. Defaults to disabled.")
          @Nullable String type) {}

  /** Variables that are copied from one container of the app. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TransferEnv(
      @JsonPropertyDescription("Name of the container.") @Nullable String sourceContainerName,
      @JsonPropertyDescription("Where the pod says the name of the container instead.")
          @Nullable NameSource sourceContainerNameFrom,
      @JsonPropertyDescription("Name of the variable.") @Nullable String envName,
      @JsonPropertyDescription("Names of further variables.") @Nullable List<String> envNames) {}

  /** Where a name is found. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NameSource(
      @JsonPropertyDescription("A label or an annotation of the pod.")
          @Nullable FieldRef fieldRef) {}

  /** A field of the pod. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record FieldRef(
      @JsonPropertyDescription("Version of the pod's API. Defaults to v1.")
          @Nullable String apiVersion,
      @Required @JsonPropertyDescription("metadata.labels['KEY'] or metadata.annotations['KEY'].")
          @Nullable String fieldPath) {}

  /** How resources follow from those of the app. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResourcesPolicy(
      @Required
          @SchemaFrom(type = Mode.class)
          @JsonPropertyDescription(
              "sum or max: what cpu and memory stand for, taken over the containers of the app.")
          @Nullable String targetContainersMode,
      @Default(".*")
          @JsonPropertyDescription(
              "Regular expression that a part of a container's name must match. Defaults to all.")
          @Nullable String targetContainersNameRegex,
      @Required @JsonPropertyDescription("What the resources are to be.")
          @Nullable ResourcesExpr resourcesExpr) {}

  /** What a variable stands for; the constants are the words of the API. */
  public enum Mode {
    /** The sum over the containers. */
    sum,
    /** The largest of them. */
    max
  }

  /** Limits and requests as expressions; at least one of them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResourcesExpr(
      @JsonPropertyDescription("Limits. None where a container of the app has none.")
          @Nullable Amounts limits,
      @JsonPropertyDescription("Requests.") @Nullable Amounts requests) {}

  /** One expression for each resource, with + - * / ( ) max(,) min(,), amounts and percentages. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Amounts(
      @JsonPropertyDescription("For example cpu * 50%, or max(cpu, 100m).") @Nullable String cpu,
      @JsonPropertyDescription("For example memory / 4 + 50Mi.") @Nullable String memory) {}
}
