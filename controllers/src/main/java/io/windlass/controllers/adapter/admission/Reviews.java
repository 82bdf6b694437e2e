package io.windlass.controllers.adapter.admission;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.Violation;
import io.windlass.core.version.TwoVersions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** AdmissionReview and ConversionReview, version v1, around what core decides. Stateless. */
public final class Reviews {
  // An API server stores 1.5 MiB of an object, and a review may hold it twice.
  private static final int ADMISSION_BYTES = (3 * 1024 + 64) * 1024;
  // A list may be converted by one request.
  private static final int CONVERSION_BYTES = 128 * 1024 * 1024;

  private Reviews() {}

  /** The endpoint of a mutating or validating webhook. */
  public static Endpoint admission(Admission admission) {
    return new Endpoint(ADMISSION_BYTES, review -> admitted(admission, review));
  }

  /** The endpoint that converts the objects of a type. */
  public static Endpoint conversion(TwoVersions versions) {
    return new Endpoint(CONVERSION_BYTES, review -> converted(versions, review));
  }

  private static Json.Obj admitted(Admission admission, Json.Obj review) {
    Json.Obj request = request(review, "AdmissionReview", "admission.k8s.io/v1");
    AdmissionRequest asked;
    try {
      asked = AdmissionRequest.read(request);
    } catch (IllegalArgumentException e) {
      throw new UnreadableReview(String.valueOf(e.getMessage()));
    }
    Json.Obj response = Json.Obj.EMPTY.with("uid", asked.uid());
    return answer(
        review,
        switch (admission.answer(asked)) {
          case AdmissionAnswer.Allowed allowed -> allowed(response, allowed);
          case AdmissionAnswer.Refused refused ->
              warned(response.with("allowed", Json.of(false)), refused.warnings())
                  .with("status", status(request, refused));
        });
  }

  private static Json.Obj allowed(Json.Obj response, AdmissionAnswer.Allowed allowed) {
    Json.Obj yes = warned(response.with("allowed", Json.of(true)), allowed.warnings());
    if (allowed.patch().isEmpty()) {
      return yes;
    }
    byte[] patch = JsonText.canonical(Json.of(allowed.patch())).getBytes(UTF_8);
    return yes.with("patchType", "JSONPatch")
        .with("patch", Base64.getEncoder().encodeToString(patch));
  }

  private static Json.Obj warned(Json.Obj response, List<String> warnings) {
    return warnings.isEmpty()
        ? response
        : response.with("warnings", Json.of(warnings.stream().map(Json::of).toList()));
  }

  private static Json.Obj status(Json.Obj request, AdmissionAnswer.Refused refused) {
    Json.Obj status =
        Json.Obj.EMPTY
            .with("status", "Failure")
            .with("code", Json.of(refused.code()))
            .with("reason", refused.reason())
            .with("message", refused.message());
    return refused.causes().isEmpty()
        ? status
        : status.with(
            "details",
            Json.Obj.EMPTY
                .with("name", request.text("name").orElse(""))
                .with("group", request.text("kind", "group").orElse(""))
                .with("kind", request.text("kind", "kind").orElse(""))
                .with("causes", Json.of(refused.causes().stream().map(Reviews::cause).toList())));
  }

  private static Json.Obj cause(Violation fault) {
    return Json.Obj.EMPTY
        .with("reason", "FieldValueInvalid")
        .with("field", fault.field())
        .with("message", fault.message());
  }

  private static Json.Obj converted(TwoVersions versions, Json.Obj review) {
    Json.Obj request = request(review, "ConversionReview", "apiextensions.k8s.io/v1");
    String wanted = request.text("desiredAPIVersion").orElse("");
    List<Json> objects = new ArrayList<>();
    for (Json json : request.items("objects")) {
      Optional<Json.Obj> object =
          json instanceof Json.Obj found ? versions.convert(found, wanted) : Optional.empty();
      if (object.isEmpty()) {
        String from = json.text("apiVersion").orElse("an unknown version");
        return answer(review, conversion(request, "cannot convert " + from + " to " + wanted));
      }
      objects.add(object.get());
    }
    return answer(review, conversion(request, "").with("convertedObjects", Json.of(objects)));
  }

  private static Json.Obj conversion(Json.Obj request, String failure) {
    Json.Obj result =
        failure.isEmpty()
            ? Json.Obj.EMPTY.with("status", "Success")
            : Json.Obj.EMPTY.with("status", "Failure").with("message", failure);
    return Json.Obj.EMPTY.with("uid", request.text("uid").orElse("")).with("result", result);
  }

  private static Json.Obj request(Json.Obj review, String kind, String apiVersion) {
    if (!review.text("kind").equals(Optional.of(kind))
        || !review.text("apiVersion").equals(Optional.of(apiVersion))
        || review.object("request").fields().isEmpty()) {
      throw new UnreadableReview("not a request of kind " + kind + " in " + apiVersion);
    }
    return review.object("request");
  }

  private static Json.Obj answer(Json.Obj review, Json.Obj response) {
    return Json.Obj.EMPTY
        .with("kind", review.text("kind").orElseThrow())
        .with("apiVersion", review.text("apiVersion").orElseThrow())
        .with("response", response);
  }
}
