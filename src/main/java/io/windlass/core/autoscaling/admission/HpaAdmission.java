package io.windlass.core.autoscaling.admission;

import io.windlass.core.admission.Admission;
import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionAnswer.Allowed;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.model.Json;
import java.util.List;
import java.util.Optional;

/**
 * What the webhook says to a HorizontalPodAutoscaler whose target a TimedPodAutoscaler scales: a
 * warning, or a refusal where the operator wants that. The one that is being taken over is let
 * alone.
 */
public record HpaAdmission(Neighbourhood neighbourhood, boolean refuses) implements Admission {
  @Override
  public AdmissionAnswer answer(AdmissionRequest request) {
    boolean isSame =
        request.operation() == Operation.UPDATE
            && request.oldObject().at("spec").equals(request.object().at("spec"));
    if (isSame || request.operation() == Operation.DELETE || request.isLeaving()) {
      return AdmissionAnswer.ALLOWED;
    }
    Target target = target(request.object());
    return neighbourhood.autoscalers(request.key().namespace()).stream()
        .filter(it -> scales(it, target) && !takesOver(it, request.key().name()))
        .findFirst()
        .map(it -> answer(it, target))
        .orElse(AdmissionAnswer.ALLOWED);
  }

  private AdmissionAnswer answer(Json autoscaler, Target target) {
    String message =
        "TPA038 spec.scaleTargetRef: TimedPodAutoscaler %s scales %s: one of the two has to go; a takeover"
                .formatted(autoscaler.text("metadata", "name").orElse(""), target)
            + " names the HorizontalPodAutoscaler in takeover.hpa";
    return refuses
        ? AdmissionAnswer.forbidden(message)
        : new Allowed(List.of()).warning(List.of(message));
  }

  private static boolean scales(Json autoscaler, Target target) {
    Target other = target(autoscaler);
    return other.group().equals(target.group())
        && other.toString().equals(target.toString())
        && !autoscaler.text("spec", "mode").equals(Optional.of("DryRun"))
        && autoscaler.text("metadata", "deletionTimestamp").isEmpty();
  }

  private static boolean takesOver(Json autoscaler, String hpa) {
    return autoscaler.text("spec", "takeover", "hpa").equals(Optional.of(hpa));
  }

  private static Target target(Json scaler) {
    Json.Obj ref = scaler.object("spec", "scaleTargetRef");
    return new Target(
        ref.text("apiVersion").orElse(""),
        ref.text("kind").orElse(""),
        ref.text("name").orElse(""));
  }
}
