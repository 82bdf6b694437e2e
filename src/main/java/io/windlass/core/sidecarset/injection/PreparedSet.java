package io.windlass.core.sidecarset.injection;

import io.windlass.core.model.Json;
import io.windlass.core.model.RevisionView;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Violation;
import io.windlass.core.sidecarset.HashInEffect;
import io.windlass.core.sidecarset.SidecarContainer;
import io.windlass.core.sidecarset.SidecarSetHash;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetRevisions;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.core.sidecarset.SidecarSetValidator;
import io.windlass.core.sidecarset.SidecarSetView;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A SidecarSet with everything about its injection that does not depend on the pod. Immutable; to
 * be made once for each version of a SidecarSet, at a cost of O(SidecarSet).
 *
 * @param revision name of the ControllerRevision that pods get, empty text if there is none yet
 * @param sidecars names that the pod's annotations list, in ascending order
 * @param names under which its containers may be found in pods, and those of the SidecarSet itself
 * @param fault why nothing of it is obeyed, empty text if it is sound
 */
public record PreparedSet(
    SidecarSetView set,
    SidecarSetSpec spec,
    SidecarSetHash hash,
    String revision,
    List<Sidecar> initContainers,
    List<Sidecar> containers,
    List<String> sidecars,
    Set<String> names,
    String fault) {
  public PreparedSet {
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
    sidecars = List.copyOf(sidecars);
    names = Set.copyOf(names);
  }

  /**
   * Prepares a SidecarSet as it is stored.
   *
   * @param newest its newest revision, which may have a hash that must be kept
   */
  public static PreparedSet of(SidecarSetView stored, Optional<RevisionView> newest) {
    SidecarSetView set = stored.unpacked();
    return of(set, HashInEffect.of(set, newest));
  }

  /** The same SidecarSet as it was at one of its revisions. */
  public PreparedSet at(RevisionView older) {
    SidecarSetView restored = SidecarSetRevisions.restored(set, older);
    return of(restored, SidecarSetHash.recorded(restored.meta().annotations(), restored.spec()));
  }

  private static PreparedSet of(SidecarSetView set, SidecarSetHash hash) {
    SidecarSetSpec spec = set.filled();
    Map<String, Json> volumes = new TreeMap<>();
    spec.volumes().forEach(volume -> volumes.put(volume.text("name").orElse(""), volume));
    return new PreparedSet(
        set,
        spec,
        hash,
        set.latestRevision(),
        spec.initContainers().stream().map(c -> Sidecar.initial(c, volumes)).toList(),
        spec.containers().stream().map(c -> Sidecar.regular(c, volumes)).toList(),
        listed(spec),
        names(spec),
        SidecarSetValidator.violations(set.name(), set.spec()).stream()
            .map(Violation::toString)
            .collect(Collectors.joining("; ")));
  }

  private static List<String> listed(SidecarSetSpec spec) {
    return Stream.concat(
            spec.initContainers().stream().filter(SidecarContainer::isNative),
            spec.containers().stream())
        .map(SidecarContainer::name)
        .distinct()
        .sorted()
        .toList();
  }

  private static Set<String> names(SidecarSetSpec spec) {
    Set<String> names = new HashSet<>();
    Stream.concat(spec.initContainers().stream(), spec.containers().stream())
        .forEach(
            container -> {
              names.add(container.name());
              names.addAll(container.namesInPod());
            });
    return names;
  }

  public String name() {
    return set.name();
  }

  /** Whether its selector selects a pod's labels. */
  boolean selects(Map<String, String> podLabels) {
    return !spec.selector().isEmpty() && spec.selector().matches(podLabels);
  }

  /**
   * Whether it is for a namespace; empty if that depends on labels that are not known.
   *
   * @param known labels of the namespace
   */
  Optional<Boolean> isFor(String namespace, Optional<Map<String, String>> known) {
    if (spec.namespaces().isEmpty()) {
      return Optional.of(true);
    }
    Selector selector = spec.namespaces().get();
    if (known.isPresent()) {
      return Optional.of(selector.matches(known.get()));
    }
    // Kubernetes gives every namespace this label.
    boolean byName =
        selector.requirements().stream()
            .allMatch(requirement -> requirement.key().equals(SidecarSetKeys.NAMESPACE_NAME));
    return byName
        ? Optional.of(selector.matches(Map.of(SidecarSetKeys.NAMESPACE_NAME, namespace)))
        : Optional.empty();
  }
}
