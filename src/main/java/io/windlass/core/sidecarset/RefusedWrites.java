package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.PlanResults;
import io.windlass.core.plan.RetryPace;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the server would not do for one SidecarSet lately, so that it is asked again later and
 * later, and others are not held up meanwhile. Lost without harm when the manager restarts.
 *
 * @param byTarget pods and revisions by what they are
 */
public record RefusedWrites(Map<Action.Target, Refusal> byTarget) {
  /** Nothing was refused. */
  public static final RefusedWrites NONE = new RefusedWrites(Map.of());

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Comparator<Refusal> LATEST =
      Comparator.comparing(Refusal::retryAt).thenComparing(Refusal::message);

  public RefusedWrites {
    byTarget = Map.copyOf(byTarget);
  }

  /**
   * The server would not do something.
   *
   * @param generation of the SidecarSet for which it was tried; for another it is tried at once
   * @param reason the server's StatusReason, for example {@code Forbidden}
   * @param message the server's words
   * @param retryAt before this moment it is not tried again
   * @param times how often in a row
   */
  public record Refusal(
      long generation, String reason, String message, Instant retryAt, int times) {}

  /** Why a write about an object is not to be tried now. */
  Optional<Refusal> of(Action.Target target, SidecarSetSnapshot snapshot) {
    return Optional.ofNullable(byTarget.get(target))
        .filter(refusal -> refusal.generation() == snapshot.set().meta().generation())
        .filter(refusal -> snapshot.now().isBefore(refusal.retryAt()));
  }

  /** The latest refusal, of those that are not overcome. */
  Optional<Refusal> latest() {
    return byTarget.values().stream().max(LATEST);
  }

  /**
   * The memory for the next run.
   *
   * @param snapshot what the plan was made for; its own memory is the one that is continued
   */
  public static RefusedWrites after(SidecarSetSnapshot snapshot, PlanResults results) {
    Map<Action.Target, Refusal> all = new HashMap<>(snapshot.refusals().byTarget());
    Set<String> pods = new HashSet<>();
    snapshot.pods().stream().map(PodView::key).forEach(key -> pods.add(key.toString()));
    all.keySet()
        .removeIf(
            target ->
                target.kind().equals(ResourceKind.POD) && !pods.contains(target.key().toString()));
    results.applied().forEach(action -> all.remove(action.target()));
    for (PlanResults.Refused refused : results.refused()) {
      Action.Target target = refused.action().target();
      int times =
          Optional.ofNullable(snapshot.refusals().byTarget().get(target))
              .filter(known -> known.generation() == snapshot.set().meta().generation())
              .map(Refusal::times)
              .orElse(0);
      all.put(target, refusal(snapshot, refused, times + 1));
    }
    return new RefusedWrites(all);
  }

  private static Refusal refusal(
      SidecarSetSnapshot snapshot, PlanResults.Refused refused, int times) {
    return new Refusal(
        snapshot.set().meta().generation(),
        refused.reason(),
        refused.message(),
        snapshot.now().plus(RetryPace.after(FIRST_WAIT, times)),
        times);
  }
}
