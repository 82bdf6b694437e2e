package io.windlass.core.cloneset;

import io.windlass.core.plan.Plan;
import io.windlass.core.plan.PlanResults;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What this manager remembers of its latest writes for one CloneSet; lost without harm when the
 * manager restarts. {@link #after} keeps it up to date.
 *
 * @param scale the latest refused create, scale-in or release of a pod, until one succeeds
 * @param update the latest refused update of a pod, until no pod is refused any more, or the
 *     refused revision
 * @param refusedPods pods that the server would not have changed or deleted, by uid
 * @param takenNames names of pods and revisions that a create found taken by an object that is not
 *     this CloneSet's
 * @param deletedIds instance ids of pods that were deleted lately and must not be born again
 * @param departedNames names of pods that went lately, whoever deleted them; not to be born again
 *     either
 * @param pull the latest refused pod that was to pull images, until one is let in
 */
public record RecentOutcomes(
    Optional<Refusal> scale,
    Optional<Refusal> update,
    Map<String, RefusedPod> refusedPods,
    Set<String> takenNames,
    Set<String> deletedIds,
    Set<String> departedNames,
    Optional<Refusal> pull) {
  /** Nothing remembered. */
  public static final RecentOutcomes NONE =
      new RecentOutcomes(
          Optional.empty(), Optional.empty(), Map.of(), Set.of(), Set.of(), Set.of());

  /** Without a refused pull of images. */
  RecentOutcomes(
      Optional<Refusal> scale,
      Optional<Refusal> update,
      Map<String, RefusedPod> refusedPods,
      Set<String> takenNames,
      Set<String> deletedIds,
      Set<String> departedNames) {
    this(scale, update, refusedPods, takenNames, deletedIds, departedNames, Optional.empty());
  }

  public RecentOutcomes {
    refusedPods = Map.copyOf(refusedPods);
    takenNames = Set.copyOf(takenNames);
    deletedIds = Set.copyOf(deletedIds);
    departedNames = Set.copyOf(departedNames);
  }

  /** What was refused. */
  public enum Write {
    CREATE,
    DELETE,
    UPDATE,
    /** Creating or renumbering the revision itself. */
    REVISION,
    /** Creating a pod that pulls images. */
    PULL
  }

  /**
   * The server would not do something.
   *
   * @param reason the server's StatusReason, for example {@code Forbidden}
   * @param message the server's words
   * @param retryAt before this moment the planner does not try again
   * @param times how often in a row
   */
  public record Refusal(Write write, String reason, String message, Instant retryAt, int times) {
    boolean holds(Instant now) {
      return now.isBefore(retryAt);
    }
  }

  /**
   * The server would not bring a pod to a revision, or not delete it.
   *
   * @param revision the name of the revision, another one is tried at once; empty for a deletion
   */
  public record RefusedPod(String revision, Refusal refusal) {}

  /**
   * The memory for the next run.
   *
   * @param snapshot what the plan was made for; its own memory is the one that is continued
   */
  public static RecentOutcomes after(CloneSetSnapshot snapshot, Plan plan, PlanResults results) {
    return OutcomeLog.after(snapshot, plan, results);
  }

  /** This with the names of the pods that went. */
  public RecentOutcomes withDeparted(Set<String> names) {
    return new RecentOutcomes(scale, update, refusedPods, takenNames, deletedIds, names, pull);
  }

  /** Whether no further create is to be tried now. */
  boolean holdsCreates(Instant now) {
    return scale
        .filter(refusal -> refusal.write() == Write.CREATE && refusal.holds(now))
        .isPresent();
  }

  /** Why no node is made to pull images now. */
  Optional<Refusal> refusedPull(Instant now) {
    return pull.filter(refusal -> refusal.holds(now));
  }

  /** Why a pod is not to be brought to a revision now; an empty revision asks for its deletion. */
  Optional<Refusal> refused(String podUid, String revision, Instant now) {
    return Optional.ofNullable(refusedPods.get(podUid))
        .filter(refused -> refused.revision().equals(revision))
        .map(RefusedPod::refusal)
        .filter(refusal -> refusal.holds(now));
  }
}
