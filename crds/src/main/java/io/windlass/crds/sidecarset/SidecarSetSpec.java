package io.windlass.crds.sidecarset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.windlass.crds.cloneset.LabelQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks of a SidecarSet. Containers and volumes stay raw documents, so that no client
 * library's idea of them changes the hash of the whole.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SidecarSetSpec(
    @Required
        @JsonPropertyDescription(
            "Pods that get the sidecars when they are made. Must not be empty.")
        @Nullable LabelQuery selector,
    @JsonPropertyDescription(
            "Namespaces whose pods get them, by their labels. Unset means all; must not be empty.")
        @Nullable LabelQuery namespaceSelector,
    @JsonPropertyDescription(
            "Init containers for new pods, ordered by name. One with restartPolicy Always goes on"
                + " running beside the app.")
        @Nullable List<SidecarContainer> initContainers,
    @JsonPropertyDescription("Containers for new pods.")
        @Nullable List<SidecarContainer> containers,
    @JsonPropertyDescription(
            "Volumes that the containers mount, as in a pod. Only those that are mounted are put"
                + " into pods.")
        @Nullable List<ObjectNode> volumes,
    @Default("{}") @JsonPropertyDescription("How pods that have the sidecars are upgraded.")
        @Nullable UpdateStrategy updateStrategy,
    @JsonPropertyDescription("How new pods get the sidecars.")
        @Nullable InjectionStrategy injectionStrategy,
    @JsonPropertyDescription("Secrets for pulling the images, added to those of new pods.")
        @Nullable List<SecretName> imagePullSecrets,
    @Default("10")
        @JsonPropertyDescription(
            "How many ControllerRevisions to keep, the newest included; at least 1. Defaults to"
                + " 10.")
        @Nullable Integer revisionHistoryLimit,
    @JsonPropertyDescription(
            "Annotations that pods get with the sidecars, as far as the administrator's list of"
                + " allowed keys lets them.")
        @Nullable List<MetadataPatch> patchPodMetadata,
    @JsonPropertyDescription(
            "The user's name of these sidecars, by which injectionStrategy.revision finds them"
                + " later.")
        @Nullable String customVersion) {

  /** A secret in the pod's own namespace. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SecretName(@JsonPropertyDescription("Name of the secret.") @Nullable String name) {}

  /** Annotations with what happens to those that are there already. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MetadataPatch(
      @JsonPropertyDescription("Annotations, by key and value. Must not be empty.")
          @Nullable Map<String, String> annotations,
      @Default("Retain")
          @JsonPropertyDescription(
              "Retain: an annotation that is there stays. Overwrite: it is replaced."
                  + " MergePatchJson: both are JSON, and the new one is merged into it (RFC 7386)."
                  + " Defaults to Retain.")
          @Nullable String patchPolicy) {}
}
