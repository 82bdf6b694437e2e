package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.Hooks;
import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.order.UpdateOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a CloneSet asks for, with every default filled in.
 *
 * @param template {@code spec.template}, tidied
 * @param hooks {@code spec.lifecycle}
 * @param progressDeadline how long a rollout may take without progress; empty for any time
 */
record CloneSetSpec(
    int replicas,
    Selector selector,
    Json.Obj template,
    Scale scale,
    Update update,
    Hooks hooks,
    int revisionHistoryLimit,
    Duration minReady,
    Optional<Duration> progressDeadline) {

  /**
   * How the number of pods is changed.
   *
   * @param podsToDelete names of pods that somebody wants to go
   * @param maxUnavailable how many pods may be down in a scale-out; empty for any number
   * @param reusesClaims whether a pod takes over id and claims of one that somebody else deleted
   * @param replacesPreDeleting whether a pod whose deletion waits for a hook is replaced at once
   */
  record Scale(
      Set<String> podsToDelete,
      Optional<IntOrPercent> maxUnavailable,
      boolean reusesClaims,
      boolean replacesPreDeleting) {}

  /**
   * How pods are brought to a new template.
   *
   * @param grace between taking a pod out of service and changing its containers
   */
  record Update(
      UpdateType type,
      IntOrPercent partition,
      IntOrPercent maxUnavailable,
      IntOrPercent maxSurge,
      boolean paused,
      UpdateOrder order,
      Duration grace) {}

  /** How many pods are to stay at the old revision; none if users decide, pod by pod. */
  int partition() {
    return update.type() == UpdateType.ON_DELETE ? 0 : update.partition().keptBack(replicas);
  }

  /** How many pods may be made beyond {@code replicas}. */
  int maxSurge() {
    return update.paused() || update.type() == UpdateType.ON_DELETE
        ? 0
        : update.maxSurge().roundedUp(replicas);
  }

  /** How many pods may be down, or just made, in a scale-out. */
  int scaleUnavailable() {
    return scale.maxUnavailable().map(m -> m.roundedUp(replicas)).orElse(Integer.MAX_VALUE);
  }

  /** How many pods may be down; a fraction counts as a pod where there is no surge. */
  int maxUnavailable() {
    return maxSurge() == 0
        ? update.maxUnavailable().roundedUp(replicas)
        : update.maxUnavailable().roundedDown(replicas);
  }
}
