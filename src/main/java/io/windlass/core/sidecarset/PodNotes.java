package io.windlass.core.sidecarset;

import io.windlass.core.inplace.InPlaceState;
import io.windlass.core.model.Json;
import java.util.Map;
import java.util.Optional;

/**
 * What the annotations of a pod say of one SidecarSet, without times.
 *
 * @param hash of the SidecarSet when it and the pod were last the same, empty text if unknown
 * @param withoutImage the same hash without images
 * @param revision the name of the ControllerRevision that the pod has, empty text if unknown
 * @param listed whether the SidecarSet was injected
 * @param working by container of a hot upgrade, which twin works
 * @param state the latest upgrade in place
 */
record PodNotes(
    String hash,
    String withoutImage,
    String revision,
    boolean listed,
    Map<String, String> working,
    State state) {
  PodNotes {
    working = Map.copyOf(working);
  }

  /** The annotation about upgrades in place. */
  sealed interface State {
    /** There was no upgrade yet. */
    record None() implements State {}

    /** Somebody has written what cannot be read. */
    record Unreadable() implements State {}

    /** It names an upgrade of this SidecarSet. */
    record Known(InPlaceState upgrade) implements State {}

    static State read(Optional<Json> annotation, String sidecarSet) {
      if (annotation.isEmpty()) {
        return new None();
      }
      if (!(annotation.get() instanceof Json.Obj states)) {
        return new Unreadable();
      }
      return states
          .get(sidecarSet)
          .<State>map(state -> new Known(InPlaceState.read(state)))
          .orElseGet(None::new);
    }

    default Optional<InPlaceState> known() {
      return this instanceof Known(InPlaceState upgrade) ? Optional.of(upgrade) : Optional.empty();
    }
  }
}
