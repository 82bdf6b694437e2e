package io.windlass.core.cloneset;

import io.windlass.core.model.IntOrPercent;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.order.UpdateOrder;
import java.time.Duration;
import java.util.Set;

/**
 * What a CloneSet asks for, with every default filled in.
 *
 * @param template {@code spec.template}, tidied
 * @param podsToDelete names of pods that somebody wants to go
 */
record CloneSetSpec(
    int replicas,
    Selector selector,
    Json.Obj template,
    Set<String> podsToDelete,
    Update update,
    int revisionHistoryLimit,
    Duration minReady) {

  /** How pods are brought to a new template. */
  record Update(
      UpdateType type,
      IntOrPercent partition,
      IntOrPercent maxUnavailable,
      boolean paused,
      UpdateOrder order) {}

  /** How many pods are to stay at the old revision. */
  int partition() {
    return update.partition().keptBack(replicas);
  }

  /** How many pods may be down; a fraction counts as a pod, since there is no surge. */
  int maxUnavailable() {
    return update.maxUnavailable().roundedUp(replicas);
  }
}
