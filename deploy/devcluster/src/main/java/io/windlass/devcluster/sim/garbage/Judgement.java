package io.windlass.devcluster.sim.garbage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is to happen to an object, given what is known of its owners. Pure. The rules are those of
 * the garbage collector of Kubernetes.
 */
sealed interface Judgement {
  /** It stays as it is. */
  record Keep() implements Judgement {}

  /** It stays, and these owners are forgotten. */
  record Forget(Set<String> ownerUids) implements Judgement {}

  /** It goes. */
  record Delete(String propagationPolicy) implements Judgement {}

  /** What is known of an owner. */
  enum OwnerState {
    ALIVE,
    /** Not there, or another object of that name. */
    GONE,
    /** Being deleted in the foreground, and waits for this dependent. */
    WAITING,
    /** Nothing can be said: its type is not served, or it cannot be an owner. */
    UNKNOWN
  }

  /**
   * Judges an object that is not being deleted.
   *
   * @param owners the state of each of its owners by uid
   * @param hasDependents whether it is an owner itself
   */
  static Judgement of(Entry entry, Map<String, OwnerState> owners, boolean hasDependents) {
    Set<String> superfluous =
        owners.entrySet().stream()
            .filter(e -> List.of(OwnerState.GONE, OwnerState.WAITING).contains(e.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toUnmodifiableSet());
    if (superfluous.isEmpty()) {
      return new Keep();
    }
    if (superfluous.size() < owners.size()) {
      return owners.containsValue(OwnerState.ALIVE) ? new Forget(superfluous) : new Keep();
    }
    if (owners.containsValue(OwnerState.WAITING) && hasDependents) {
      return new Delete("Foreground");
    }
    return new Delete(
        switch (entry.duty()) {
          case ORPHAN -> "Orphan";
          case FOREGROUND -> "Foreground";
          case NONE -> "Background";
        });
  }
}
