package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.PodMarks;
import io.windlass.core.model.ClaimView;
import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The PersistentVolumeClaims of a CloneSet by the instance id that they share with their pod.
 * Claims that are being deleted belong to nobody any more, but their id is taken. Made in O(pods +
 * claims).
 *
 * @param live claims that stay, by id
 * @param fading ids of claims that are being deleted
 */
record Claims(Map<String, List<ClaimView>> live, Set<String> fading, Holders holders) {
  /** Ids of pods: of those that are active, of those that are being deleted, and of all. */
  private record Holders(Set<String> active, Set<String> terminating, Set<String> all) {
    static Holders of(List<PodView> pods) {
      Holders holders = new Holders(new HashSet<>(), new HashSet<>(), new HashSet<>());
      for (PodView pod : pods) {
        String id = pod.meta().label(PodMarks.INSTANCE_ID);
        holders.all.add(id);
        if (pod.isActive()) {
          holders.active.add(id);
        } else if (pod.meta().isTerminating()) {
          holders.terminating.add(id);
        }
      }
      return holders;
    }
  }

  static Claims of(CloneSetSnapshot snapshot) {
    if (snapshot.claims().isEmpty()) {
      return new Claims(Map.of(), Set.of(), Holders.of(List.of()));
    }
    Map<String, List<ClaimView>> live = new HashMap<>();
    Set<String> fading = new HashSet<>();
    for (ClaimView claim : snapshot.claims()) {
      String id = claim.meta().label(PodMarks.INSTANCE_ID);
      if (claim.meta().isTerminating()) {
        fading.add(id);
      } else if (!id.isEmpty()) {
        live.computeIfAbsent(id, _ -> new ArrayList<>()).add(claim);
      }
    }
    return new Claims(live, fading, Holders.of(snapshot.pods()));
  }

  /** Ids of claims that wait for a pod: no pod bears the id. In ascending order. */
  List<String> free(Set<String> deletedIds) {
    Set<String> free = new TreeSet<>(live.keySet());
    free.removeAll(holders.all);
    free.removeAll(fading);
    free.removeAll(deletedIds);
    return List.copyOf(free);
  }

  /** Ids of claims whose pod is being deleted by somebody else: they will be free. */
  Set<String> awaited(Set<String> deletedIds) {
    Set<String> awaited = new HashSet<>(live.keySet());
    awaited.retainAll(holders.terminating);
    awaited.removeAll(holders.active);
    awaited.removeAll(fading);
    awaited.removeAll(deletedIds);
    return awaited;
  }

  /** Whether a pod bears the id, and which kind of pod. */
  boolean isInUse(String id) {
    return holders.active.contains(id);
  }

  /** All ids that claims bear. */
  Set<String> ids() {
    Set<String> ids = new HashSet<>(live.keySet());
    ids.addAll(fading);
    return ids;
  }

  /** Names of claims of an id that stay. */
  Set<String> names(String id) {
    Set<String> names = new HashSet<>();
    live.getOrDefault(id, List.of()).forEach(claim -> names.add(claim.name()));
    return names;
  }

  /** The deletion of the claims of a pod, after its own. */
  List<Action.Delete> deletes(PodView pod) {
    Action.Target chain = new Action.Target(ResourceKind.POD, pod.key());
    return live.getOrDefault(pod.meta().label(PodMarks.INSTANCE_ID), List.of()).stream()
        .map(claim -> delete(claim, chain))
        .toList();
  }

  static Action.Delete delete(ClaimView claim) {
    return delete(claim, target(claim));
  }

  static Action.Target target(ClaimView claim) {
    return new Action.Target(ResourceKind.CLAIM, claim.meta().key());
  }

  private static Action.Delete delete(ClaimView claim, Action.Target chain) {
    return new Action.Delete(
        target(claim), new Action.Precondition(claim.uid(), 0), Optional.empty(), chain);
  }
}
