package io.windlass.oam.admission;

import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.model.Json;

/**
 * Objects under review as they will be stored: a namespace and a name may come from the request.
 */
final class Placed {
  private Placed() {}

  static Json.Obj in(AdmissionRequest request) {
    Json.Obj metadata =
        request
            .object()
            .object("metadata")
            .with("namespace", request.key().namespace())
            .with("name", request.key().name());
    return request.object().with("metadata", metadata);
  }
}
