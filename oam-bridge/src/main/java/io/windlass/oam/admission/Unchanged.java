package io.windlass.oam.admission;

import io.windlass.core.admission.AdmissionRequest;
import io.windlass.core.admission.AdmissionRequest.Operation;

/**
 * Requests about which there is nothing to say: what was accepted once must be deletable and its
 * finalizers, labels and status writable, however the world around it has changed.
 */
final class Unchanged {
  private static final String SPEC = "spec";

  private Unchanged() {}

  static boolean isSo(AdmissionRequest request) {
    return request.operation() == Operation.DELETE
        || request.isLeaving()
        || (request.operation() == Operation.UPDATE
            && request.object().object(SPEC).equals(request.oldObject().object(SPEC)));
  }
}
