package io.windlass.core.lifecycle;

import io.windlass.core.model.Json;
import io.windlass.core.model.PodView;
import java.util.Optional;

/**
 * The hooks of a workload's pods ({@code spec.lifecycle}), and the states that they lead through. A
 * hook that is not there holds nothing.
 *
 * @param preDelete holds a pod in {@code PreparingDelete} while the pod bears any of its marks
 * @param inPlaceUpdate holds a pod in {@code PreparingUpdate} in the same way, and afterwards in
 *     {@code Updated} until the pod bears all of them again
 * @param preNormal holds a new pod in {@code PreparingNormal} until it bears all of its marks
 */
public record Hooks(
    Optional<Hook> preDelete, Optional<Hook> inPlaceUpdate, Optional<Hook> preNormal) {
  /** Nothing is held. */
  public static final Hooks NONE = read(Json.Obj.EMPTY);

  /** Reads {@code spec.lifecycle}. */
  public static Hooks read(Json.Obj lifecycle) {
    return new Hooks(
        Hook.read(lifecycle, "preDelete"),
        Hook.read(lifecycle, "inPlaceUpdate"),
        Hook.read(lifecycle, "preNormal"));
  }

  /** Whether the pod may not be deleted yet. */
  public boolean holdDeletion(PodView pod) {
    return preDelete.filter(hook -> hook.holds(pod)).isPresent();
  }

  /** Whether the pod may not be updated in place yet. */
  public boolean holdUpdate(PodView pod) {
    return inPlaceUpdate.filter(hook -> hook.holds(pod)).isPresent();
  }

  /** Whether pods that are held get no traffic. */
  public boolean markNotReady() {
    return preDelete.filter(Hook::marksNotReady).isPresent()
        || inPlaceUpdate.filter(Hook::marksNotReady).isPresent();
  }

  /**
   * The state that a pod is due to get to when nobody wants to change or delete it.
   *
   * @param settled whether it runs what its revision says and is to stay with that revision
   * @return empty if it is to stay where it is
   */
  public Optional<LifecycleState> next(PodView pod, boolean settled) {
    return switch (LifecycleState.of(pod)) {
      case PREPARING_NORMAL ->
          preNormal.map(hook -> hook.isComplete(pod)).orElse(true)
              ? Optional.of(LifecycleState.NORMAL)
              : Optional.empty();
      case UPDATING -> Optional.of(afterUpdate(pod));
      case UPDATED -> Optional.of(afterUpdate(pod)).filter(LifecycleState.NORMAL::equals);
      // The template went back before the pod was changed (openkruise/kruise issue 1156).
      case PREPARING_UPDATE -> settled ? Optional.of(afterUpdate(pod)) : Optional.empty();
      case NONE, NORMAL, PREPARING_DELETE -> Optional.empty();
    };
  }

  private LifecycleState afterUpdate(PodView pod) {
    return inPlaceUpdate.map(hook -> hook.isComplete(pod)).orElse(true)
        ? LifecycleState.NORMAL
        : LifecycleState.UPDATED;
  }
}
