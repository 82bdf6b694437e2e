package io.windlass.core.sidecarset;

import java.util.Set;

/**
 * The two containers of one hot upgrade in a pod.
 *
 * @param working the one that works, or that is to take over
 * @param idle the other one: empty, or still at work while the upgrade goes on
 */
record Twins(SidecarPod pod, SidecarContainer sidecar, String working, String idle) {
  static Twins of(SidecarPod pod, SidecarContainer sidecar) {
    String first = SidecarSetKeys.firstTwin(sidecar.name());
    String second = SidecarSetKeys.secondTwin(sidecar.name());
    return first.equals(pod.notes().working().get(sidecar.name()))
        ? new Twins(pod, sidecar, first, second)
        : new Twins(pod, sidecar, second, first);
  }

  boolean idleIsEmpty() {
    return isEmpty(idle);
  }

  private boolean isEmpty(String twin) {
    return pod.image(twin).equals(sidecar.emptyImage());
  }

  /** The twin beside another one. */
  String other(String twin) {
    return twin.equals(working) ? idle : working;
  }

  /**
   * The twin that gets a new image: an empty one; or the one that does not run as it should, if
   * that is one of them; or the one that does not work.
   */
  String next() {
    String first = SidecarSetKeys.firstTwin(sidecar.name());
    String second = SidecarSetKeys.secondTwin(sidecar.name());
    if (isEmpty(first)) {
      return first;
    }
    if (isEmpty(second)) {
      return second;
    }
    boolean firstRuns = runs(first);
    boolean secondRuns = runs(second);
    if (firstRuns == secondRuns) {
      return idle;
    }
    return firstRuns ? second : first;
  }

  private boolean runs(String twin) {
    return pod.isReady(twin) && pod.isConsistent(Set.of(twin));
  }
}
