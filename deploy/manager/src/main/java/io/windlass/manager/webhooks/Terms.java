package io.windlass.manager.webhooks;

import io.windlass.core.model.Json;
import io.windlass.manager.settings.FailurePolicy;
import java.time.Duration;

/**
 * When an API server asks a webhook, how long it waits, and what it does without an answer.
 *
 * @param timeout in whole seconds
 * @param namespaces label selector of namespaces, empty for all
 * @param objects label selector of objects, empty for all
 */
record Terms(FailurePolicy failurePolicy, Duration timeout, Json.Obj namespaces, Json.Obj objects) {
  /** Of everything, and nothing is stored without an answer. */
  static final Terms STRICT =
      new Terms(FailurePolicy.FAIL, Duration.ofSeconds(15), Json.Obj.EMPTY, Json.Obj.EMPTY);

  /** The fields of a webhook that say so. */
  Json.Obj onto(Json.Obj webhook) {
    Json.Obj with =
        webhook
            .with("failurePolicy", failurePolicy.word())
            .with("timeoutSeconds", Json.of(timeout.toSeconds()));
    with = namespaces.fields().isEmpty() ? with : with.with("namespaceSelector", namespaces);
    return objects.fields().isEmpty() ? with : with.with("objectSelector", objects);
  }
}
