package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.windlass.devcluster.schema.Faults;
import io.windlass.devcluster.schema.Quantity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a pod's volumes must be. Stateless. */
final class VolumeRules {
  private VolumeRules() {}

  /**
   * Adds the faults of a list of volumes.
   *
   * @param pod its name; empty in a template
   * @return the volumes without fault, which containers may mount, by name
   */
  static Map<String, JsonNode> validate(At volumes, String pod, FaultList faults) {
    Map<String, JsonNode> usable = new HashMap<>();
    Set<String> created = createdClaims(volumes, pod);
    for (At volume : volumes.elements()) {
      int before = faults.count();
      At name = volume.field("name");
      VolumeSources.one(
          volume,
          VolumeSources.OF_PODS,
          (kind, source, list) -> source(kind, source, volume, list),
          faults);
      generatedName(volume, pod, faults);
      if (name.isBlank()) {
        faults.required(name);
      } else {
        faults.format(name, Names::label);
      }
      if (usable.containsKey(name.text())) {
        faults.add(Faults.duplicate(name.path(), TextNode.valueOf(name.text())));
      }
      if (faults.count() == before) {
        usable.put(name.text(), volume.value());
      }
      At claim = volume.field("persistentVolumeClaim").field("claimName");
      if (created.contains(claim.text())) {
        faults.invalid(claim, "must not reference a PVC that gets created for an ephemeral volume");
      }
    }
    return usable;
  }

  private static Set<String> createdClaims(At volumes, String pod) {
    return pod.isEmpty()
        ? Set.of()
        : volumes.elements().stream()
            .filter(volume -> volume.field("ephemeral").isSet())
            .map(volume -> pod + "-" + volume.field("name").text())
            .collect(Collectors.toSet());
  }

  // The claim of an ephemeral volume is named after the pod and the volume.
  private static void generatedName(At volume, String pod, FaultList faults) {
    At name = volume.field("name");
    boolean alone =
        VolumeSources.OF_PODS.stream().filter(kind -> volume.field(kind).isSet()).count() == 1;
    if (!alone || !volume.field("ephemeral").isSet() || pod.isEmpty() || name.isBlank()) {
      return;
    }
    String claim = pod + "-" + name.text();
    Names.subdomain(claim)
        .forEach(why -> faults.invalid(name, "PVC name \"%s\": %s".formatted(claim, why)));
  }

  private static void source(String kind, At source, At volume, FaultList faults) {
    VolumeSources.shared(kind, source, faults);
    switch (kind) {
      case "emptyDir" -> sizeLimit(source.field("sizeLimit"), faults);
      case "configMap" -> {
        faults.present(source.field("name"));
        ProjectionRules.modeAndItems(source, faults);
      }
      case "secret" -> {
        faults.present(source.field("secretName"));
        ProjectionRules.modeAndItems(source, faults);
      }
      case "downwardAPI" -> ProjectionRules.downward(source, faults);
      case "projected" -> ProjectionRules.projected(source, faults);
      case "persistentVolumeClaim" -> faults.present(source.field("claimName"));
      case "iscsi" ->
          BlockSources.iscsi(source, volume.field("name").text(), volume.field("name"), faults);
      case "cinder", "storageos" -> {
        if (source.field("secretRef").isSet()) {
          faults.present(source.field("secretRef").field("name"));
        }
      }
      case "csi" -> BlockSources.inlineCsi(source, faults);
      case "ephemeral" -> ephemeral(source.field("volumeClaimTemplate"), faults);
      default -> {}
    }
  }

  private static void sizeLimit(At limit, FaultList faults) {
    if (Quantity.of(limit.value()).filter(q -> q.amount().signum() < 0).isPresent()) {
      faults.forbidden(limit, "SizeLimit field must be a valid resource quantity");
    }
  }

  private static void ephemeral(At template, FaultList faults) {
    if (!template.isSet()) {
      faults.required(template);
      return;
    }
    At metadata = template.field("metadata");
    MetadataRules.annotations(metadata.field("annotations"), faults);
    MetadataRules.labels(metadata.field("labels"), faults);
    for (String field : metadata.keys()) {
      boolean allowed = Set.of("labels", "annotations", "creationTimestamp").contains(field);
      if (!allowed && !metadata.field(field).isBlank()) {
        faults.forbidden(metadata.field(goName(field)), "cannot be set");
      }
    }
    ClaimRules.validateSpec(template.field("spec"), faults);
  }

  // The paths of these faults come from Go's names.
  private static String goName(String field) {
    return field.equals("uid") ? "uID" : field;
  }
}
