package io.windlass.core.sidecarset.admission;

import io.windlass.core.model.Json;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.FaultList;
import io.windlass.core.sidecarset.MetadataPatch;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a SidecarSet must not have in common with another one for the same pods: names of
 * containers, volumes of one name that differ, annotations of which one would overwrite the other.
 * A canary and its base never meet in a pod. Stateless; cost O(others).
 */
final class ConflictRules {
  private ConflictRules() {}

  static List<Violation> violations(SidecarSetView set, Collection<SidecarSetView> others) {
    FaultList faults = new FaultList();
    SidecarSetSpec spec = set.filled();
    others.stream()
        .filter(other -> !other.name().equals(set.name()))
        .filter(other -> !isCanaryOf(set, other) && !isCanaryOf(other, set))
        .sorted(Comparator.comparing(SidecarSetView::name))
        .forEach(
            other -> {
              SidecarSetSpec there = other.filled();
              if (Overlap.of(spec, there)) {
                checkContainers(spec, there, other.name(), faults);
                checkVolumes(spec, there, other.name(), faults);
                checkAnnotations(spec, there, other.name(), faults);
              }
            });
    return faults.found();
  }

  private static boolean isCanaryOf(SidecarSetView canary, SidecarSetView base) {
    return canary.base().equals(Optional.of(base.name()));
  }

  private static void checkContainers(
      SidecarSetSpec spec, SidecarSetSpec there, String other, FaultList faults) {
    Set<String> taken = new HashSet<>();
    containers(there).forEach(container -> taken.addAll(container.namesInPod()));
    checkNames(spec.initContainers(), "initContainers", taken, other, faults);
    checkNames(spec.containers(), "containers", taken, other, faults);
  }

  private static void checkNames(
      List<SidecarContainer> containers,
      String list,
      Set<String> taken,
      String other,
      FaultList faults) {
    for (int i = 0; i < containers.size(); i++) {
      for (String name : containers.get(i).namesInPod()) {
        faults.check(
            !taken.contains(name),
            "spec." + list + "[" + i + "].name",
            "SidecarSet %s puts a container %s into the same pods".formatted(other, name));
      }
    }
  }

  private static Stream<SidecarContainer> containers(SidecarSetSpec spec) {
    return Stream.concat(spec.initContainers().stream(), spec.containers().stream());
  }

  private static void checkVolumes(
      SidecarSetSpec spec, SidecarSetSpec there, String other, FaultList faults) {
    Map<String, Json> taken = new HashMap<>();
    there.volumes().forEach(volume -> taken.put(volume.text("name").orElse(""), volume));
    List<Json> volumes = spec.volumes();
    for (int i = 0; i < volumes.size(); i++) {
      String name = volumes.get(i).text("name").orElse("");
      faults.check(
          !taken.containsKey(name) || volumes.get(i).equals(taken.get(name)),
          "spec.volumes[" + i + "]",
          "SidecarSet %s has another volume %s for the same pods".formatted(other, name));
    }
  }

  private static void checkAnnotations(
      SidecarSetSpec spec, SidecarSetSpec there, String other, FaultList faults) {
    Map<String, MetadataPatch.Policy> taken = new HashMap<>();
    for (MetadataPatch patch : there.metadata()) {
      patch.annotations().keySet().forEach(key -> taken.put(key, patch.policy()));
    }
    for (int i = 0; i < spec.metadata().size(); i++) {
      MetadataPatch patch = spec.metadata().get(i);
      for (String key : patch.annotations().keySet().stream().sorted().toList()) {
        Optional<MetadataPatch.Policy> theirs = Optional.ofNullable(taken.get(key));
        faults.check(
            theirs.isEmpty() || !clash(patch.policy(), theirs.get()),
            "spec.patchPodMetadata[" + i + "].annotations[" + key + "]",
            "SidecarSet %s sets it on the same pods".formatted(other));
      }
    }
  }

  private static boolean clash(MetadataPatch.Policy one, MetadataPatch.Policy other) {
    boolean anyRetains = one == MetadataPatch.Policy.RETAIN || other == MetadataPatch.Policy.RETAIN;
    return !anyRetains
        && (one == MetadataPatch.Policy.OVERWRITE || other == MetadataPatch.Policy.OVERWRITE);
  }
}
