package io.windlass.controllers.cloneset;

import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The names of pods that went lately, whoever deleted them. A pod that takes the place of another
 * is not to take its name, too: who waits for a deletion, like {@code kubectl delete}, would find
 * the new pod and wait for ever. Lost without harm when the manager restarts.
 *
 * <p>Thread-safe; O(1) per pod that goes, at most {@value #MOST} names per CloneSet, the oldest are
 * forgotten first.
 */
public final class DepartedPods {
  private static final int MOST = 5_000;

  private final ConcurrentMap<String, Set<String>> namesByOwner = new ConcurrentHashMap<>();

  /** Tells a change of a pod; has an effect if the pod is gone. */
  public void observe(Optional<PodView> before, Optional<PodView> after) {
    if (after.isEmpty()) {
      before.ifPresent(this::remember);
    }
  }

  /** The names of pods that the owner of this uid has lost. */
  Set<String> of(String ownerUid) {
    Set<String> names = new HashSet<>();
    // Within the map's own lock: the queue of names is changed there, too.
    namesByOwner.computeIfPresent(
        ownerUid,
        (uid, known) -> {
          names.addAll(known);
          return known;
        });
    return names;
  }

  /** Forgets an owner that is gone itself. */
  void forget(String ownerUid) {
    namesByOwner.remove(ownerUid);
  }

  private void remember(PodView pod) {
    Optional<ObjectMeta.OwnerReference> owner = pod.meta().controller();
    if (owner.isEmpty()) {
      return;
    }
    namesByOwner.compute(
        owner.get().uid(),
        (uid, known) -> {
          Set<String> names = known == null ? new LinkedHashSet<>() : known;
          names.add(pod.name());
          if (names.size() > MOST) {
            names.remove(names.iterator().next());
          }
          return names;
        });
  }
}
