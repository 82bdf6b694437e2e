package io.windlass.core.lifecycle;

import io.windlass.core.model.PodView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a pod counts as ready, updated and available. Stateless.
 *
 * @param minReady how long a pod must have been ready
 * @param now the moment of the judgement
 */
public record Availability(Duration minReady, Instant now) {
  /** The judgement of the same moment that asks for no minimum time. */
  public Availability atOnce() {
    return new Availability(Duration.ZERO, now);
  }

  /** Running, ready for long enough, and not in the middle of an update in place. */
  public boolean isUpdateReady(PodView pod) {
    return pod.status().phase() == PodView.Phase.RUNNING
        && hasBeenReady(pod)
        && (pod.hasTrue(PodMarks.IN_PLACE_READY)
            || !pod.status().conditions().containsKey(PodMarks.IN_PLACE_READY));
  }

  /** Update-ready, and its lifecycle is in no transition: it counts as serving. */
  public boolean isAvailable(PodView pod) {
    return isSettled(pod) && isUpdateReady(pod);
  }

  /** Whether its lifecycle is in no transition. */
  public static boolean isSettled(PodView pod) {
    String state = pod.meta().label(PodMarks.LIFECYCLE_STATE);
    return state.isEmpty() || state.equals(LifecycleState.NORMAL.label());
  }

  /** When a ready pod will have been ready for long enough; empty if it has, or is not ready. */
  public Optional<Instant> availableFrom(PodView pod) {
    return isAvailable(pod) || !atOnce().isAvailable(pod)
        ? Optional.empty()
        : pod.readySince().map(since -> since.plus(minReady).plusMillis(1));
  }

  private boolean hasBeenReady(PodView pod) {
    if (!pod.isReady()) {
      return false;
    }
    return minReady.isZero()
        || pod.readySince().map(since -> since.plus(minReady).isBefore(now)).orElse(false);
  }
}
