package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.sidecarset.MetadataPatches;
import io.windlass.core.sidecarset.expression.Expression.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the containers of SidecarSets into a pod that is about to be created. The result depends on
 * the pod and the SidecarSets alone, in whatever order these are given, and injecting once more
 * changes nothing. No shape of a pod makes it throw. Stateless; cost O(pod + what is injected).
 */
public final class Injector {
  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  private Injector() {}

  /**
   * What becomes of a pod.
   *
   * @param candidates those SidecarSets that may match, others may be among them
   */
  public static Injection inject(
      Newcomer newcomer, Collection<PreparedSet> candidates, PinnedRevisions revisions) {
    Json.Obj pod = newcomer.pod();
    List<String> warnings = new ArrayList<>();
    if (candidates.isEmpty() || isOver(pod)) {
      return new Injection.Unchanged(warnings);
    }
    return switch (new Matching(newcomer, revisions, warnings).among(candidates)) {
      case Matching.Found.Nothing(String because) -> new Injection.Refused(because, warnings);
      case Matching.Found.Sets(List<PreparedSet> sets) ->
          sets.isEmpty()
              ? new Injection.Unchanged(warnings)
              : new OnePod(newcomer, sets, warnings).injection();
    };
  }

  private static boolean isOver(Json.Obj pod) {
    return pod.text("status", "phase").filter(OVER::contains).isPresent()
        || pod.text("metadata", "deletionTimestamp").isPresent();
  }

  /** One pod with its SidecarSets; used once. */
  private record OnePod(Newcomer newcomer, List<PreparedSet> sets, List<String> warnings) {
    Injection injection() {
      Json.Obj pod = newcomer.pod();
      Optional<String> misshapen = misshapen(pod);
      if (misshapen.isPresent()) {
        return new Injection.Refused(misshapen.get(), warnings);
      }
      Map<String, String> annotations = annotations(pod);
      Map<String, String> changes = new HashMap<>();
      for (PreparedSet set : sets) {
        Optional<Map<String, String>> more =
            MetadataPatches.changes(set.spec().metadata(), annotations);
        if (more.isEmpty()) {
          return new Injection.Refused(noJson(set), warnings);
        }
        changes.putAll(more.get());
        annotations.putAll(more.get());
      }
      return withContainers(annotations, changes);
    }

    private static String noJson(PreparedSet set) {
      return "patchPodMetadata of SidecarSet %s merges JSON into an annotation of the pod, and one of the two is no JSON"
          .formatted(set.name());
    }

    private Injection withContainers(Map<String, String> annotations, Map<String, String> changes) {
      Luggage luggage = new Luggage();
      Set<String> names = new HashSet<>();
      sets.forEach(set -> names.addAll(set.names()));
      AppPod app = AppPod.of(newcomer.pod(), names);
      for (PreparedSet set : sets) {
        Optional<String> fault = pack(set, app, luggage);
        if (fault.isPresent()) {
          return new Injection.Refused(
              "SidecarSet %s: %s".formatted(set.name(), fault.get()), warnings);
        }
      }
      Json.Obj pod = newcomer.pod();
      if (!luggage.isEmpty()) {
        changes.putAll(new Notes(annotations, newcomer.now(), warnings).of(luggage));
        PodMerge merge = new PodMerge(newcomer.sorted(), warnings);
        pod = pod.with("spec", merge.merged(pod.object("spec"), luggage));
      }
      Json.Obj wanted = annotated(pod, changes);
      return wanted.equals(newcomer.pod())
          ? new Injection.Unchanged(warnings)
          : new Injection.Injected(wanted, warnings);
    }

    /** Adds a SidecarSet to the luggage; gives what is wrong with it, if anything is. */
    private Optional<String> pack(PreparedSet set, AppPod app, Luggage luggage) {
      boolean packed = false;
      for (boolean initial : new boolean[] {true, false}) {
        for (Sidecar sidecar : initial ? set.initContainers() : set.containers()) {
          switch (inPod(set, sidecar, app)) {
            case Result.Faulty<List<Json.Obj>>(String because) -> {
              return Optional.of("container " + sidecar.own().name() + ": " + because);
            }
            case Result.Done<List<Json.Obj>>(List<Json.Obj> containers) -> {
              boolean added = luggage.add(sidecar, initial, containers, set.name());
              packed |= added;
              warn(set, sidecar, added);
            }
          }
        }
      }
      if (packed) {
        luggage.own(set);
      }
      return Optional.empty();
    }

    private Result<List<Json.Obj>> inPod(PreparedSet set, Sidecar sidecar, AppPod app) {
      if (!sidecar.dependsOnApp()) {
        return new Result.Done<>(sidecar.inPod());
      }
      AppShare share =
          new AppShare(
              app,
              text ->
                  warnings.add(
                      "SidecarSet %s, container %s: %s"
                          .formatted(set.name(), sidecar.own().name(), text)));
      return switch (share.added(sidecar)) {
        case Result.Faulty<Json.Obj>(String because) -> new Result.Faulty<>(because);
        case Result.Done<Json.Obj>(Json.Obj container) ->
            new Result.Done<>(sidecar.inPod(container));
      };
    }

    private void warn(PreparedSet set, Sidecar sidecar, boolean added) {
      String name = sidecar.own().name();
      if (!added) {
        warnings.add(
            "container %s of SidecarSet %s is not injected: another SidecarSet has one of that name"
                .formatted(name, set.name()));
        return;
      }
      for (String volume : sidecar.unknownVolumes()) {
        if (!hasVolume(volume)) {
          warnings.add(
              "container %s of SidecarSet %s mounts volume %s, which neither of them defines"
                  .formatted(name, set.name(), volume));
        }
      }
    }

    private boolean hasVolume(String name) {
      Optional<String> wanted = Optional.of(name);
      return newcomer.pod().items("spec", "volumes").stream()
          .anyMatch(volume -> volume.text("name").equals(wanted));
    }

    private static Map<String, String> annotations(Json.Obj pod) {
      Map<String, String> texts = new HashMap<>();
      pod.object("metadata", "annotations")
          .fields()
          .forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
      return texts;
    }

    private static Json.Obj annotated(Json.Obj pod, Map<String, String> changes) {
      if (changes.isEmpty()) {
        return pod;
      }
      Json.Obj metadata = pod.object("metadata");
      Map<String, Json> all = new HashMap<>(metadata.object("annotations").fields());
      changes.forEach((key, text) -> all.put(key, Json.of(text)));
      return pod.with("metadata", metadata.with("annotations", new Json.Obj(all)));
    }

    /** What no API server would send, and what must not be overwritten as if it were nothing. */
    private static Optional<String> misshapen(Json.Obj pod) {
      for (String field : List.of("metadata", "spec")) {
        if (!isMissingOr(pod, Json.Obj.class, field)) {
          return Optional.of(field + " of the pod is no object");
        }
      }
      if (!isMissingOr(pod, Json.Obj.class, "metadata", "annotations")) {
        return Optional.of("metadata.annotations of the pod is no object");
      }
      for (String list : List.of("containers", "initContainers", "volumes", "imagePullSecrets")) {
        if (!isMissingOr(pod, Json.Arr.class, "spec", list)) {
          return Optional.of("spec." + list + " of the pod is no list");
        }
        if (pod.items("spec", list).stream().anyMatch(item -> !(item instanceof Json.Obj))) {
          return Optional.of("spec." + list + " of the pod holds what is no object");
        }
      }
      return Optional.empty();
    }

    private static boolean isMissingOr(Json.Obj pod, Class<? extends Json> shape, String... path) {
      return pod.at(path).filter(json -> !(json instanceof Json.Null)).stream()
          .allMatch(shape::isInstance);
    }
  }
}
