package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ResourceType;
import java.util.List;

/**
 * Fields of pods, templates of pods and volumes whose features Kubernetes 1.32 has switched off by
 * default: they decode, and are dropped before an object is checked and stored. Stateless.
 *
 * @see <a href="https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/">
 *     Feature gates</a>
 */
final class GatedPodFields {
  private static final List<String> CONTAINERS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private GatedPodFields() {}

  /** Drops them from an object of a type. */
  static void drop(ResourceType type, ObjectNode object) {
    JsonNode spec = object.path("spec");
    switch (type.qualifiedName()) {
      case "pods" -> Fill.in(object, "spec", GatedPodFields::pod);
      case "podtemplates" -> template(object);
      case "cronjobs.batch" -> template(spec.path("jobTemplate").path("spec"));
      case "statefulsets.apps" -> {
        template(spec);
        Fill.in(spec.path("updateStrategy"), "rollingUpdate", r -> r.remove("maxUnavailable"));
      }
      case "deployments.apps",
          "replicasets.apps",
          "daemonsets.apps",
          "replicationcontrollers",
          "jobs.batch" ->
          template(spec);
      case "persistentvolumes" ->
          Fill.in(object, "spec", volume -> volume.remove("volumeAttributesClassName"));
      case "persistentvolumeclaims" -> Fill.in(object, "spec", GatedPodFields::claim);
      default -> {}
    }
  }

  private static void template(JsonNode holder) {
    Fill.in(holder.path("template"), "spec", GatedPodFields::pod);
  }

  private static void pod(ObjectNode spec) {
    spec.remove(List.of("hostUsers", "resources", "resourceClaims"));
    Fill.in(
        spec,
        "securityContext",
        context -> context.remove(List.of("supplementalGroupsPolicy", "seLinuxChangePolicy")));
    Fill.each(spec, CONTAINERS, GatedPodFields::container);
    Fill.each(spec, "volumes", volume -> volume.remove("image"));
    for (JsonNode volume : spec.path("volumes")) {
      Fill.each(volume.path("projected"), "sources", source -> source.remove("clusterTrustBundle"));
    }
  }

  private static void container(ObjectNode container) {
    Fill.in(container, "resources", resources -> resources.remove("claims"));
    Fill.in(
        container,
        "securityContext",
        context -> {
          if (context.has("procMount")) {
            context.put("procMount", "Default");
          }
        });
  }

  private static void claim(ObjectNode spec) {
    spec.remove("volumeAttributesClassName");
    if (!spec.path("dataSourceRef").path("namespace").asText().isEmpty()) {
      spec.remove("dataSourceRef");
    }
  }
}
