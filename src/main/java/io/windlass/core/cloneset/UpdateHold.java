package io.windlass.core.cloneset;

import io.windlass.core.lifecycle.LifecycleState;
import io.windlass.core.model.PodView;

/**
 * Puts the hook {@code inPlaceUpdate} before a change of a running pod: who holds the pod is asked
 * first, and answers by taking the hook's marks off. Cost O(1) per pod.
 */
record UpdateHold(Rollout rollout) {
  /** The change, or what has to come before it. */
  PodChange before(PodView pod, PodChange change) {
    return switch (change) {
      case PodChange.Recreate recreate -> recreate;
      case PodChange.Blocked blocked -> blocked;
      case PodChange.Prepare prepare -> prepare;
      case PodChange.Held held -> held;
      case PodChange.Metadata metadata -> first(pod, metadata);
      case PodChange.InPlace inPlace -> first(pod, inPlace);
    };
  }

  private PodChange first(PodView pod, PodChange change) {
    return switch (LifecycleState.of(pod)) {
      case NONE, PREPARING_NORMAL, NORMAL ->
          rollout.hooks().holdUpdate(pod) ? new PodChange.Prepare() : change;
      case UPDATED ->
          rollout.hooks().inPlaceUpdate().isPresent() ? new PodChange.Prepare() : change;
      case PREPARING_UPDATE -> rollout.hooks().holdUpdate(pod) ? new PodChange.Held() : change;
      case UPDATING, PREPARING_DELETE -> change;
    };
  }
}
