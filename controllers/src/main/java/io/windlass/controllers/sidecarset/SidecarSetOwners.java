package io.windlass.controllers.sidecarset;

import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.model.RevisionView;
import io.windlass.core.sidecarset.SidecarSetKeys;
import io.windlass.core.sidecarset.SidecarSetKinds;
import io.windlass.runtime.store.ObjectStore;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which SidecarSets a change in the cluster wakes. Thread-safe. */
public final class SidecarSetOwners {
  private final SidecarSetStores stores;
  private final ObjectStore<PodView> pods;
  private final SidecarSetReach reach;

  public SidecarSetOwners(
      SidecarSetStores stores, ObjectStore<PodView> pods, SidecarSetReach reach) {
    this.stores = stores;
    this.pods = pods;
    this.reach = reach;
  }

  /** Those that match a pod before or after a change, and those whose sidecars it has. */
  public Set<ObjectKey> ofPod(Optional<PodView> before, Optional<PodView> after) {
    Set<ObjectKey> keys = new HashSet<>();
    after.ifPresent(pod -> collect(pod, keys));
    before
        .filter(old -> after.filter(now -> sameOwners(old.meta(), now.meta())).isEmpty())
        .ifPresent(pod -> collect(pod, keys));
    return keys;
  }

  private static boolean sameOwners(ObjectMeta before, ObjectMeta after) {
    return before.labels().equals(after.labels()) && injected(before).equals(injected(after));
  }

  private static String injected(ObjectMeta pod) {
    return pod.annotations().getOrDefault(SidecarSetKeys.INJECTED, "");
  }

  private void collect(PodView pod, Set<ObjectKey> keys) {
    Map<String, String> namespace = reach.labelsOf(pod.key().namespace());
    stores
        .index()
        .matching(pod.meta().labels(), namespace)
        .forEach(name -> keys.add(new ObjectKey("", name)));
    Stream.of(injected(pod.meta()).split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> new ObjectKey("", name))
        .filter(key -> stores.sidecarSets().get(key).isPresent())
        .forEach(keys::add);
  }

  /** The one that a revision is of. */
  public static List<ObjectKey> ofRevision(
      Optional<RevisionView> before, Optional<RevisionView> after) {
    return Stream.of(before, after)
        .flatMap(Optional::stream)
        .flatMap(revision -> revision.meta().controller().stream())
        .filter(SidecarSetOwners::isSidecarSet)
        .map(owner -> new ObjectKey("", owner.name()))
        .distinct()
        .toList();
  }

  private static boolean isSidecarSet(ObjectMeta.OwnerReference owner) {
    return owner.kind().equals(SidecarSetKinds.SIDECAR_SET.kind())
        && owner.apiVersion().startsWith(SidecarSetKinds.SIDECAR_SET.group() + "/")
        && !owner.name().isEmpty();
  }

  /** Those that select a pod of a namespace with its labels before or after, and not both. */
  public Set<ObjectKey> ofNamespace(ObjectMeta before, ObjectMeta after) {
    Set<ObjectKey> keys = new HashSet<>();
    if (before.labels().equals(after.labels())) {
      return keys;
    }
    for (PodView pod : pods.inNamespace(after.key().name())) {
      Set<String> old = selecting(pod, before);
      Set<String> now = selecting(pod, after);
      Stream.concat(old.stream(), now.stream())
          .filter(name -> old.contains(name) != now.contains(name))
          .forEach(name -> keys.add(new ObjectKey("", name)));
    }
    return keys;
  }

  private Set<String> selecting(PodView pod, ObjectMeta namespace) {
    return Set.copyOf(stores.index().matching(pod.meta().labels(), namespace.labels()));
  }
}
