package io.windlass.core.sidecarset;

import io.windlass.core.inplace.ImageName;
import io.windlass.core.model.PodView;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A pod that has the sidecars of one SidecarSet. Only these containers are looked at, so that an
 * update of the app never holds up one of the sidecars, nor the other way round.
 *
 * @param sidecars the containers of the SidecarSet that are upgraded in place
 */
record SidecarPod(PodView pod, PodNotes notes, List<SidecarContainer> sidecars) {

  /** The pod if it is at work, and the SidecarSet was injected with all containers of today. */
  static Optional<SidecarPod> of(PodView pod, PodNotes notes, List<SidecarContainer> sidecars) {
    SidecarPod candidate = new SidecarPod(pod, notes, sidecars);
    return pod.isActive() && notes.listed() && candidate.hasAll()
        ? Optional.of(candidate)
        : Optional.empty();
  }

  private boolean hasAll() {
    Set<String> names =
        pod.containers().stream().map(PodView.Container::name).collect(Collectors.toSet());
    return sidecars.stream()
        .allMatch(
            sidecar ->
                names.containsAll(sidecar.namesInPod())
                    && (!sidecar.hot() || notes.working().containsKey(sidecar.name())));
  }

  String name() {
    return pod.name();
  }

  /** The image of a container in the spec. */
  String image(String container) {
    for (PodView.Container one : pod.containers()) {
      if (one.name().equals(container)) {
        return one.image();
      }
    }
    throw new IllegalArgumentException("no container " + container + " in pod " + pod.key());
  }

  /** Whether the kubelet says that a container is ready. */
  boolean isReady(String container) {
    return pod.containerStatus(container).map(status -> status.ready()).orElse(false);
  }

  /** The twins of a hot upgrade as they are now. */
  Twins twins(SidecarContainer sidecar) {
    return Twins.of(this, sidecar);
  }

  /** Whether every sidecar runs with what the spec says. */
  boolean isConsistent() {
    return isConsistent(allNames());
  }

  private Set<String> allNames() {
    Set<String> names = new LinkedHashSet<>();
    sidecars.forEach(sidecar -> names.addAll(sidecar.namesInPod()));
    return names;
  }

  /** Whether these containers run with what the spec says. */
  boolean isConsistent(Set<String> containers) {
    if (pod.containers().size() != pod.status().containers().size()) {
      return false;
    }
    return containers.stream().allMatch(name -> ImageName.isDigest(image(name)))
        ? containers.stream().allMatch(this::runsItsDigest)
        : hasSettled(containers);
  }

  private boolean runsItsDigest(String container) {
    return pod.containerStatus(container)
        .map(status -> ImageName.isOf(status.imageId(), image(container)))
        .orElse(false);
  }

  private boolean hasSettled(Set<String> containers) {
    return switch (notes.state()) {
      case PodNotes.State.None _ -> true;
      case PodNotes.State.Unreadable _ -> false;
      case PodNotes.State.Known(var upgrade) ->
          containers.stream().allMatch(name -> upgrade.hasSettled(pod, name));
    };
  }

  /**
   * Whether an earlier upgrade is still under way: a container is ready, and runs something else
   * than the spec says. One that is not ready may be waiting for an image that never comes.
   */
  boolean isInUpgrade() {
    return allNames().stream().anyMatch(name -> isReady(name) && !isConsistent(Set.of(name)));
  }

  /** Whether it serves, and no twin is left over from a hot upgrade. */
  boolean isServing() {
    return isRunningAndReady() && idleTwinsAreEmpty();
  }

  private boolean isRunningAndReady() {
    return pod.status().phase() == PodView.Phase.RUNNING && pod.isReady();
  }

  private boolean idleTwinsAreEmpty() {
    return sidecars.stream()
        .filter(SidecarContainer::hot)
        .allMatch(sidecar -> twins(sidecar).idleIsEmpty());
  }

  /** Whether the old twins of a hot upgrade can go: all else runs and is ready. */
  boolean mayFlip() {
    if (idleTwinsAreEmpty()) {
      return false;
    }
    Set<String> idle =
        sidecars.stream()
            .filter(SidecarContainer::hot)
            .map(sidecar -> twins(sidecar).idle())
            .collect(Collectors.toSet());
    Set<String> others = allNames();
    others.removeAll(idle);
    return isConsistent(others) && (isRunningAndReady() || allReadyBut(idle));
  }

  private boolean allReadyBut(Set<String> idle) {
    return pod.status().containers().stream()
        .allMatch(status -> status.ready() || idle.contains(status.name()));
  }
}
