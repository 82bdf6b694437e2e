package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.podspec.VolumeDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The claim templates of a CloneSet: each of its pods gets one claim of its own of each, named
 * {@code TEMPLATE-CLONESET-ID}. They are always those of the live spec, whatever the revision of
 * the pod.
 */
record ClaimTemplates(CloneSetView cloneSet, List<Json> templates) {
  static ClaimTemplates of(CloneSetView cloneSet) {
    return new ClaimTemplates(cloneSet, cloneSet.spec().items("volumeClaimTemplates"));
  }

  /** The claims that the pod of an id needs and that are not there, to be made before the pod. */
  List<Action.Create> missing(String id, Set<String> existing, Action.Target pod) {
    return templates.stream()
        .filter(template -> !existing.contains(claimName(template, id)))
        .map(template -> create(template, id, pod))
        .toList();
  }

  /** A pod's volumes with one for each claim in front; they replace others of the same name. */
  List<Json> volumes(List<Json> ofTemplate, String id) {
    Set<String> claimed =
        templates.stream().map(ClaimTemplates::nameOf).collect(Collectors.toSet());
    List<Json> volumes = new ArrayList<>();
    for (Json template : templates) {
      Json.Obj source = Json.Obj.EMPTY.with("claimName", claimName(template, id));
      volumes.add(
          Json.Obj.EMPTY.with("name", nameOf(template)).with("persistentVolumeClaim", source));
    }
    ofTemplate.stream()
        .filter(volume -> !claimed.contains(volume.text("name").orElse("")))
        .forEach(volumes::add);
    return volumes;
  }

  /** The id in a claim's name, if the name is one that a claim of this CloneSet could have. */
  List<String> idsIn(String claimName) {
    return templates.stream()
        .map(template -> claimName(template, ""))
        .filter(prefix -> claimName.startsWith(prefix))
        .map(prefix -> claimName.substring(prefix.length()))
        .toList();
  }

  /**
   * A text that changes with name or spec of any template, whatever their order; empty if there is
   * none.
   */
  String hash() {
    return ClaimHash.of(templates);
  }

  /**
   * Whether two hashes name the same templates: they are equal, or both are of these ones, written
   * with and without the volume mode that stands for none.
   */
  boolean areAlike(String oneHash, String otherHash) {
    if (oneHash.equals(otherHash)) {
      return true;
    }
    Set<String> ours =
        Set.copyOf(
            List.of(
                hash(),
                ClaimHash.of(templates.stream().map(ClaimTemplates::withVolumeMode).toList()),
                ClaimHash.of(templates.stream().map(ClaimTemplates::withoutVolumeMode).toList())));
    return ours.contains(oneHash) && ours.contains(otherHash);
  }

  private static Json withVolumeMode(Json template) {
    return template instanceof Json.Obj claim ? VolumeDefaults.fillClaim(claim) : template;
  }

  private static Json withoutVolumeMode(Json template) {
    boolean isDefault = template.text("spec", "volumeMode").orElse("").equals("Filesystem");
    return isDefault && template instanceof Json.Obj claim
        ? claim.with("spec", claim.object("spec").without("volumeMode"))
        : template;
  }

  private Action.Create create(Json template, String id, Action.Target pod) {
    String name = claimName(template, id);
    Json.Obj metadata =
        template
            .object("metadata")
            .without("creationTimestamp")
            .with("name", name)
            .with("namespace", cloneSet.key().namespace())
            .with("labels", labels(template, id))
            .with("ownerReferences", Json.of(List.of(PodBlueprint.ownerReference(cloneSet))));
    Json.Obj claim =
        Json.Obj.EMPTY
            .with("apiVersion", ResourceKind.CLAIM.apiVersion())
            .with("kind", ResourceKind.CLAIM.kind())
            .with("metadata", metadata)
            .with("spec", template.object("spec"));
    ObjectKey key = new ObjectKey(cloneSet.key().namespace(), name);
    return new Action.Create(new Action.Target(ResourceKind.CLAIM, key), claim, pod);
  }

  private Json.Obj labels(Json template, String id) {
    Json.Obj labels = template.object("metadata", "labels");
    for (Map.Entry<String, Json> label :
        cloneSet.spec().object("selector", "matchLabels").fields().entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    return labels.with(PodMarks.INSTANCE_ID, id);
  }

  private String claimName(Json template, String id) {
    return nameOf(template) + "-" + cloneSet.name() + "-" + id;
  }

  private static String nameOf(Json template) {
    return template.text("metadata", "name").orElse("");
  }
}
