package io.windlass.core.cloneset;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this manager remembers of its latest writes for one CloneSet; lost without harm when the
 * manager restarts.
 *
 * @param scale the latest refused create or scale-in of a pod, until one succeeds
 * @param update the latest refused update of a pod, until one succeeds and no pod is refused
 * @param refusedPods pods whose update was refused, by uid
 * @param takenNames names of pods and revisions that a create found taken by an object that is not
 *     this CloneSet's
 * @param deletedIds instance ids of pods that were deleted lately and must not be born again
 */
public record RecentOutcomes(
    Optional<Refusal> scale,
    Optional<Refusal> update,
    Map<String, RefusedPod> refusedPods,
    Set<String> takenNames,
    Set<String> deletedIds) {
  /** Nothing remembered. */
  public static final RecentOutcomes NONE =
      new RecentOutcomes(Optional.empty(), Optional.empty(), Map.of(), Set.of(), Set.of());

  public RecentOutcomes {
    refusedPods = Map.copyOf(refusedPods);
    takenNames = Set.copyOf(takenNames);
    deletedIds = Set.copyOf(deletedIds);
  }

  /**
   * The server would not do something.
   *
   * @param reason the server's StatusReason, for example {@code Forbidden}
   * @param message the server's words
   * @param retryAt before this moment the planner does not try again
   */
  public record Refusal(String reason, String message, Instant retryAt) {}

  /**
   * The server would not bring a pod to a revision.
   *
   * @param revision the name of the revision; another one is tried at once
   * @param times how often in a row
   */
  public record RefusedPod(String revision, Refusal refusal, int times) {}
}
