package io.windlass.core.admission;

import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.version.TwoVersions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Objects of a type with two versions, judged in the older form, which says everything, whichever
 * form the user wrote. Stateless.
 *
 * @param kind as users know the type
 */
public record OlderForm(TwoVersions versions, String kind) {
  /**
   * The answer to a request. What is deleted or on its way out is let through, what is of no known
   * version is refused.
   *
   * @param judge is given the object and, if there was one, what it was before
   */
  public AdmissionAnswer answer(
      AdmissionRequest request, BiFunction<Json.Obj, Optional<Json.Obj>, AdmissionAnswer> judge) {
    if (request.operation() == Operation.DELETE || request.isLeaving()) {
      return AdmissionAnswer.ALLOWED;
    }
    return of(request.object())
        .map(object -> judge.apply(object, of(request.oldObject())))
        .orElseGet(
            () ->
                AdmissionAnswer.unreadable(
                    "not a %s of a known version: %s"
                        .formatted(kind, request.object().text("apiVersion").orElse(""))));
  }

  /** The older form of an object; empty if it is of no known version. */
  public Optional<Json.Obj> of(Json.Obj object) {
    return versions.convert(object, versions.older());
  }

  /** What is known of an object that may not be stored yet. */
  public static ObjectMeta meta(AdmissionRequest request, Json.Obj object) {
    Json.Obj metadata = object.object("metadata");
    return new ObjectMeta(
        request.key(),
        metadata.text("uid").orElse(request.uid()),
        0,
        0,
        texts(metadata.object("labels")),
        texts(metadata.object("annotations")),
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty(),
        List.of());
  }

  private static Map<String, String> texts(Json.Obj object) {
    Map<String, String> texts = new HashMap<>();
    object.fields().forEach((key, value) -> value.text().ifPresent(text -> texts.put(key, text)));
    return texts;
  }
}
