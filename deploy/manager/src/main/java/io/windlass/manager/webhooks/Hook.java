package io.windlass.manager.webhooks;

import io.windlass.controllers.adapter.admission.Endpoint;
import io.windlass.core.model.ResourceKind;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One admission webhook.
 *
 * @param name as a subdomain, which the API server shows to users
 * @param mutates whether it may change objects
 * @param kind whose objects it is asked about, in the version in which it wants them
 * @param operations for example {@code CREATE}
 */
record Hook(
    String name,
    String path,
    boolean mutates,
    ResourceKind kind,
    List<String> operations,
    Terms terms,
    Endpoint endpoint) {
  Hook {
    operations = List.copyOf(operations);
  }

  /** The same, answered as soon as something is there. */
  Hook onceThere(BooleanSupplier there) {
    return new Hook(name, path, mutates, kind, operations, terms, endpoint.onceThere(there));
  }
}
