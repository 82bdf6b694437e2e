package io.windlass.core.inplace;

import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Images that OpenKruise had promised to a pod when the pod came to us: after a grace period, or
 * when containers of a higher launch priority are ready.
 *
 * @param images by container, empty if the promise no longer holds and is only to be forgotten
 */
record PendingImages(Map<String, String> images) {
  static final String GRACE = "apps.kruise.io/inplace-update-grace";
  static final String OLD_GRACE = "inplace-update-grace";

  /** What the pod is still to get. */
  static Optional<PendingImages> of(PodView pod) {
    Map<String, String> annotations = pod.meta().annotations();
    Optional<Json> grace =
        Optional.ofNullable(annotations.getOrDefault(GRACE, annotations.get(OLD_GRACE)))
            .map(text -> JsonText.tryParse(text).orElse(Json.Obj.EMPTY));
    if (grace.isPresent()) {
      return grace.map(promise -> afterGrace(pod, promise));
    }
    return InPlaceState.of(pod)
        .filter(state -> !state.nextImages().isEmpty())
        .map(state -> new PendingImages(state.nextImages()));
  }

  private static PendingImages afterGrace(PodView pod, Json promise) {
    Map<String, String> images = new TreeMap<>();
    if (RevisionLabels.names(pod, promise.text("revision").orElse(""))) {
      promise
          .object("containerImages")
          .fields()
          .forEach((name, image) -> image.text().ifPresent(text -> images.put(name, text)));
    }
    return new PendingImages(images);
  }
}
