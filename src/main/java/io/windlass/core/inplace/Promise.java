package io.windlass.core.inplace;

import io.windlass.core.lifecycle.RevisionLabels;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.PodView;
import io.windlass.core.model.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * What a pod that has been taken down gets later: after a grace period, or when containers of a
 * higher launch priority are ready.
 *
 * @param changes nothing if the promise no longer holds and is only to be forgotten
 * @param metadata a merge patch of labels and annotations that is due with them
 * @param due when the grace period is over; empty if containers decide
 */
record Promise(ContainerChanges changes, Json.Obj metadata, Optional<Instant> due) {
  static final String GRACE = "apps.kruise.io/inplace-update-grace";
  static final String OLD_GRACE = "inplace-update-grace";

  /** What the pod is still to get. */
  static Optional<Promise> of(PodView pod) {
    Map<String, String> annotations = pod.meta().annotations();
    Optional<Json> grace =
        Optional.ofNullable(annotations.getOrDefault(GRACE, annotations.get(OLD_GRACE)))
            .map(text -> JsonText.tryParse(text).orElse(Json.Obj.EMPTY));
    return grace.isPresent()
        ? grace.map(promise -> afterGrace(pod, promise))
        : InPlaceState.withNext(pod)
            .map(state -> new Promise(state.next(), Json.Obj.EMPTY, Optional.empty()));
  }

  /** Whether the pod may still get something; cheap, and often right. */
  static boolean mayBeOf(PodView pod) {
    return !pod.meta().annotations().isEmpty()
        && (isForAfterGrace(pod) || InPlaceState.mayHaveNext(pod));
  }

  /** Whether something is promised for the end of a grace period. */
  static boolean isForAfterGrace(PodView pod) {
    Map<String, String> annotations = pod.meta().annotations();
    return annotations.containsKey(GRACE) || annotations.containsKey(OLD_GRACE);
  }

  private static Promise afterGrace(PodView pod, Json promise) {
    if (!RevisionLabels.names(pod, promise.text("revision").orElse(""))) {
      return new Promise(ContainerChanges.NONE, Json.Obj.EMPTY, Optional.of(Instant.MIN));
    }
    Duration grace = Duration.ofSeconds(promise.number("graceSeconds").orElse(0L));
    Instant begun =
        InPlaceState.of(pod).flatMap(state -> Timestamps.parse(state.begun())).orElse(Instant.MIN);
    return new Promise(
        ContainerChanges.read(promise, "container"),
        decoded(promise.text("metaDataPatch").orElse("")),
        Optional.of(begun.equals(Instant.MIN) ? begun : begun.plus(grace)));
  }

  private static Json.Obj decoded(String base64) {
    try {
      String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      return JsonText.tryParse(text).map(json -> json.object("metadata")).orElse(Json.Obj.EMPTY);
    } catch (IllegalArgumentException notBase64) {
      return Json.Obj.EMPTY;
    }
  }

  /** The annotation that promises something for after a grace period. */
  static String text(String revision, ContainerChanges changes, Json.Obj metadata, Duration grace) {
    Json.Obj json =
        changes
            .write(Json.Obj.EMPTY, "container")
            .with("revision", revision)
            .with("graceSeconds", Json.of(grace.toSeconds()));
    if (!changes.metadata().isEmpty()) {
      json = json.with("updateEnvFromMetadata", Json.of(true));
    }
    if (!metadata.fields().isEmpty()) {
      String patch = JsonText.canonical(Json.Obj.EMPTY.with("metadata", metadata));
      byte[] bytes = patch.getBytes(StandardCharsets.UTF_8);
      json = json.with("metaDataPatch", Base64.getEncoder().encodeToString(bytes));
    }
    return JsonText.canonical(json);
  }

  /** Whether it is time, as far as time decides. */
  boolean isDue(Instant now) {
    return due.map(moment -> !now.isBefore(moment)).orElse(true);
  }
}
