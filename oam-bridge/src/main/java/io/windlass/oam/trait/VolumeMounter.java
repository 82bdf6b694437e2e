package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.model.Volume;
import io.windlass.oam.model.Workload;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Storage for a volume that outlives its pods: a claim for each copy where the workload can have
 * them, one for all where copies share.
 *
 * @param storageClass empty for the environment's
 */
record VolumeMounter(String volumeName, String storageClass, Node properties) implements Trait {
  private static final Kind CLAIM = new Kind("v1", "PersistentVolumeClaim");
  private static final Set<String> WITH_CLAIMS = Set.of("CloneSet", "StatefulSet");
  private static final String DEFAULT_SIZE = "200M";

  static Optional<Trait> read(Node properties) {
    properties.only("volumeName", "storageClass", "workloadRef");
    String name = properties.requiredText("volumeName");
    return Optional.of(
        new VolumeMounter(name, properties.text("storageClass").orElse(""), properties));
  }

  @Override
  public TraitType type() {
    return TraitType.VOLUME_MOUNTER;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    Optional<Volume> volume = find(site);
    if (volume.isEmpty()) {
      properties.errorAt(
          "volumeName",
          "NoSuchVolume",
          "the component has no volume \"%s\" that outlives its pods".formatted(volumeName));
      return draft;
    }
    Volume found = volume.get();
    Draft mounted =
        draft.unmounted(
            draft.unmounted().stream().filter(name -> !name.equals(found.name())).toList());
    boolean each =
        WITH_CLAIMS.contains(draft.ref().kind().kind()) && !found.shared() && !found.readOnly();
    return each ? template(mounted, site, found) : claim(mounted, site, found);
  }

  /** By name, whatever the case, as Rudr finds it. */
  private Optional<Volume> find(Site site) {
    return site.instance().workload() instanceof Workload.Built built
        ? built.pod().persistentVolumes().stream()
            .filter(it -> it.name().equals(volumeName.toLowerCase(Locale.ROOT)))
            .findFirst()
        : Optional.empty();
  }

  private Draft template(Draft draft, Site site, Volume volume) {
    Json.Obj metadata = Json.Obj.EMPTY.with("name", volume.name());
    Json.Obj template =
        Json.Obj.EMPTY.with("metadata", metadata).with("spec", spec(site, volume, "ReadWriteOnce"));
    return draft
        .pod(pod -> without(pod, volume.name()))
        .spec(
            spec -> {
              List<Json> templates = new ArrayList<>(spec.items("volumeClaimTemplates"));
              templates.add(template);
              return spec.with("volumeClaimTemplates", Json.of(templates));
            })
        .report(Trait.applied(this));
  }

  private static Json.Obj without(Json.Obj pod, String name) {
    List<Json> volumes =
        pod.items("volumes").stream()
            .filter(volume -> !volume.text("name").equals(Optional.of(name)))
            .toList();
    return volumes.isEmpty() ? pod.without("volumes") : pod.with("volumes", Json.of(volumes));
  }

  private Draft claim(Draft draft, Site site, Volume volume) {
    String mode =
        volume.readOnly() ? "ReadOnlyMany" : volume.shared() ? "ReadWriteMany" : "ReadWriteOnce";
    Json.Obj object =
        site.traitObject(CLAIM, site.name(volume.name())).with("spec", spec(site, volume, mode));
    return draft
        .with(Trait.object(site, this, object))
        .report(Trait.applied(this, ObjectRef.of(object)));
  }

  private Json.Obj spec(Site site, Volume volume, String mode) {
    Json.Obj requests = Json.Obj.EMPTY.with("storage", volume.size().orElse(DEFAULT_SIZE));
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("accessModes", Json.of(List.of(Json.of(mode))))
            .with("resources", Json.Obj.EMPTY.with("requests", requests));
    // The word "default" is how examples say that they do not care.
    Optional<String> name =
        Optional.of(storageClass)
            .filter(it -> !it.isEmpty() && !it.equals("default"))
            .or(() -> site.environment().storageClassName());
    return name.map(it -> spec.with("storageClassName", it)).orElse(spec);
  }
}
