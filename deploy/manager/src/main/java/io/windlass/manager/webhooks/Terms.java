package io.windlass.manager.webhooks;

import io.windlass.core.model.Json;
import io.windlass.manager.settings.FailurePolicy;
import java.time.Duration;
import java.util.List;

/**
 * When an API server asks a webhook, how long it waits, and what it does without an answer.
 *
 * @param timeout in whole seconds
 * @param namespaces label selector of namespaces, empty for all
 * @param objects label selector of objects, empty for all
 * @param conditions what else must hold of a request, each a name with a CEL expression
 */
record Terms(
    FailurePolicy failurePolicy,
    Duration timeout,
    Json.Obj namespaces,
    Json.Obj objects,
    List<Json.Obj> conditions) {
  /** Of everything, and nothing is stored without an answer. */
  static final Terms STRICT =
      new Terms(FailurePolicy.FAIL, Duration.ofSeconds(15), Json.Obj.EMPTY, Json.Obj.EMPTY);

  Terms {
    conditions = List.copyOf(conditions);
  }

  /** With no further conditions. */
  Terms(FailurePolicy failurePolicy, Duration timeout, Json.Obj namespaces, Json.Obj objects) {
    this(failurePolicy, timeout, namespaces, objects, List.of());
  }

  /** The fields of a webhook that say so. */
  Json.Obj onto(Json.Obj webhook) {
    Json.Obj with =
        webhook
            .with("failurePolicy", failurePolicy.word())
            .with("timeoutSeconds", Json.of(timeout.toSeconds()));
    with = namespaces.fields().isEmpty() ? with : with.with("namespaceSelector", namespaces);
    with = conditions.isEmpty() ? with : with.with("matchConditions", Json.of(conditions));
    return objects.fields().isEmpty() ? with : with.with("objectSelector", objects);
  }
}
