package io.windlass.core.sidecarset;

import io.windlass.core.admission.AdmissionAnswer;
import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;
import io.windlass.core.model.Json;
import java.util.Optional;

/** What the webhooks say to SidecarSets of either version. Stateless. */
public final class SidecarSetAdmission {
  private SidecarSetAdmission() {}

  /** Fills in defaults and hashes. */
  public static AdmissionAnswer mutate(AdmissionRequest request) {
    if (request.operation() == Operation.DELETE || request.isLeaving()) {
      return AdmissionAnswer.ALLOWED;
    }
    Json.Obj object = request.object();
    if (SidecarSetVersions.ALL.convert(object, SidecarSetVersions.HUB.apiVersion()).isEmpty()) {
      return AdmissionAnswer.unreadable(
          "not a SidecarSet of a known version: " + object.text("apiVersion").orElse(""));
    }
    Json.Obj filled =
        SidecarSetFilling.fill(
            object, Optional.of(request.oldObject()).filter(before -> !before.fields().isEmpty()));
    return object.equals(filled)
        ? AdmissionAnswer.ALLOWED
        : AdmissionAnswer.changing(object, filled);
  }
}
