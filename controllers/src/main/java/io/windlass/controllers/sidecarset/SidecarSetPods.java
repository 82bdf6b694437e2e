package io.windlass.controllers.sidecarset;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetSpec;
import io.windlass.runtime.store.LabelIndex;
import io.windlass.runtime.store.ObjectStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The pods that a SidecarSet is for, found by their labels or by their namespaces, whichever are
 * fewer. Thread-safe; cost O(pods that share a label, or the namespaces).
 */
public final class SidecarSetPods {
  /** So few that it does not matter in which namespaces they are. */
  private static final int FEW = 1_000;

  private final ObjectStore<PodView> pods;
  private final LabelIndex labels;

  /** Listens to a store, so it is to be made before the store is filled. */
  public SidecarSetPods(ObjectStore<PodView> pods) {
    this.pods = pods;
    this.labels =
        new LabelIndex(
            visitor -> pods.all().forEach(pod -> visitor.visit(pod.key(), pod.meta().labels())));
    pods.onChange(this::changed);
  }

  private void changed(Optional<PodView> before, Optional<PodView> after) {
    ObjectKey key = after.or(() -> before).orElseThrow().key();
    labels.changed(key, labelsOf(before), labelsOf(after));
  }

  private static Map<String, String> labelsOf(Optional<PodView> pod) {
    return pod.map(one -> one.meta().labels()).orElse(Map.of());
  }

  /** All pods that a SidecarSet is for, in whatever state they are. */
  public List<PodView> of(SidecarSetSpec spec, SidecarSetReach reach) {
    Selector selector = spec.selector();
    if (selector.isEmpty()) {
      return List.of();
    }
    return candidates(spec)
        .filter(pod -> selector.matches(pod.meta().labels()))
        .filter(
            pod ->
                spec.namespaces()
                    .map(one -> one.matches(reach.labelsOf(pod.key().namespace())))
                    .orElse(true))
        .toList();
  }

  private Stream<PodView> candidates(SidecarSetSpec spec) {
    Optional<List<ObjectKey>> byLabel = labels.candidates(spec.selector());
    Optional<Set<String>> byNamespace = spec.namespaces().flatMap(SidecarSetPods::named);
    boolean few = byLabel.filter(keys -> keys.size() <= FEW).isPresent();
    if (byNamespace.isPresent() && !few) {
      return byNamespace.get().stream().map(pods::inNamespace).flatMap(Collection::stream);
    }
    return byLabel
        .map(keys -> keys.stream().map(pods::get).flatMap(Optional::stream))
        .orElseGet(() -> pods.all().stream());
  }

  /** The namespaces that are selected by name. */
  static Optional<Set<String>> named(Selector namespaces) {
    return namespaces.requirements().stream()
        .filter(requirement -> requirement.key().equals(SidecarSetKeys.NAMESPACE_NAME))
        .flatMap(
            requirement ->
                switch (requirement) {
                  case Requirement.Is(_, String name) -> Stream.of(Set.of(name));
                  case Requirement.In in -> Stream.of(Set.copyOf(in.values()));
                  case Requirement.NotIn _, Requirement.Exists _, Requirement.DoesNotExist _ ->
                      Stream.empty();
                })
        .findFirst();
  }
}
