package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.admission.ReviewDocument.Objects;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.webhook.WebhookClient;
import java.util.List;
import java.util.UUID;

/** Asks webhooks about one request. Thread-safe. */
record HookCaller(WebhookClient client, HookFilter filter, Request request, RequestScope scope) {

  /** The same about an object of this name, if the request names none. */
  HookCaller about(String name) {
    if (!request.key().name().isEmpty()) {
      return this;
    }
    ObjectKey key = new ObjectKey(request.key().namespace(), name);
    Request named =
        new Request(
            request.operation(), request.served(), request.subresource(), key, request.options());
    return new HookCaller(client, filter, named, scope);
  }

  /** Whether a webhook is to be asked; throws if that cannot be said. */
  boolean concerns(Target target, JsonNode object, JsonNode before) {
    return filter.wants(target.hook(), request, object, before)
        && target
            .hook()
            .matching()
            .conditions()
            .hold(request, () -> question(target, "", object, before));
  }

  /** Asks, and waits for the answer. */
  Verdict ask(Target target, JsonNode object, JsonNode before, boolean mayChange) {
    Hook hook = target.hook();
    if (request.options().dryRun() && !hook.behaviour().dryRunSafe()) {
      throw Refusals.dryRunUnsupported(hook.name());
    }
    String uid = UUID.randomUUID().toString();
    ObjectNode question = question(target, uid, object, before);
    return Verdict.of(
        client.post(hook.client(), question, hook.behaviour().timeout()),
        uid,
        hook.behaviour().reviewVersion(),
        mayChange);
  }

  private ObjectNode question(Target target, String uid, JsonNode object, JsonNode before) {
    Objects objects = new Objects(inForm(target, object), inForm(target, before));
    return ReviewDocument.of(uid, target, request, scope, objects);
  }

  private JsonNode inForm(Target target, JsonNode object) {
    return isOtherForm(target) && object instanceof ObjectNode tree
        ? convert(request.served(), target.as(), tree)
        : object;
  }

  /** Takes a changed object back from the form in which a webhook wanted it. */
  ObjectNode fromForm(Target target, ObjectNode object) {
    return isOtherForm(target) ? convert(target.as(), request.served(), object) : object;
  }

  /** The object as a webhook sees it. */
  ObjectNode toForm(Target target, ObjectNode object) {
    return isOtherForm(target) ? convert(request.served(), target.as(), object) : object;
  }

  // Subresources with objects of their own have them in one version.
  private boolean isOtherForm(Target target) {
    boolean own = List.of("scale", "binding", "eviction", "token").contains(request.subresource());
    return !own && !target.as().type().apiVersion().equals(request.served().type().apiVersion());
  }

  private static ObjectNode convert(Served from, Served to, ObjectNode object) {
    return from.convert(object.deepCopy(), to);
  }

  void warn(List<String> warnings) {
    warnings.forEach(scope.warnings());
  }
}
