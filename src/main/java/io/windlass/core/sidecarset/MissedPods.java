package io.windlass.core.sidecarset;

import io.windlass.core.model.PodView;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Pods that a SidecarSet is for and that were created without its sidecars: the webhook was away,
 * or did not know the SidecarSet yet. They get them only when they are re-created, so somebody has
 * to be told.
 *
 * @param names of the pods, in ascending order
 */
record MissedPods(List<String> names) {
  private static final int MOST_NAMES = 5;

  /** Nothing is ever injected there. */
  private static final String SYSTEM = "kube-system";

  MissedPods {
    names = List.copyOf(names);
  }

  /**
   * Finds them. Moments are known by the second: a pod of the same second counts as later. Pods of
   * before were never promised anything, nor those that come while injection is paused.
   */
  static MissedPods of(SidecarSetSnapshot snapshot) {
    SidecarSetView set = snapshot.set();
    if (set.filled().injection().paused()) {
      return new MissedPods(List.of());
    }
    NoteReader notes = new NoteReader(set.name());
    return new MissedPods(
        snapshot.pods().stream()
            .filter(PodView::isActive)
            .filter(pod -> !pod.meta().createdAt().isBefore(set.meta().createdAt()))
            .filter(pod -> !notes.of(pod).listed())
            .filter(pod -> isPromised(pod, snapshot.place()))
            .map(pod -> pod.key().toString())
            .sorted()
            .toList());
  }

  private static boolean isPromised(PodView pod, SidecarSetSnapshot.Place place) {
    String namespace = pod.key().namespace();
    String injected = pod.meta().annotations().getOrDefault(SidecarSetKeys.INJECTED, "");
    return !namespace.equals(SYSTEM)
        && !namespace.equals(place.historyNamespace())
        && Collections.disjoint(List.of(injected.split(",", -1)), place.canaries());
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** How many, which, and what to do. */
  String text() {
    String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int more = names.size() - MOST_NAMES;
    return "%d matching %s created without the sidecars: %s%s; re-create them to inject them"
        .formatted(
            names.size(),
            names.size() == 1 ? "pod was" : "pods were",
            some,
            more > 0 ? " and " + more + " more" : "");
  }
}
