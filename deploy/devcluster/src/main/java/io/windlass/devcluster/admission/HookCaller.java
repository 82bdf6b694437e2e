package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.admission.HookTable.Target;
import io.windlass.devcluster.admission.ReviewDocument.Objects;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.cel.Authority;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Served;
import io.windlass.devcluster.store.ObjectKey;
import io.windlass.devcluster.webhook.WebhookClient;
import java.util.List;
import java.util.UUID;

/** Asks webhooks about one request. Thread-safe. */
record HookCaller(
    WebhookClient client,
    HookFilter filter,
    Request request,
    RequestScope scope,
    Authority authority) {

  /** The same about an object of this name, if the request names none. */
  HookCaller about(String name) {
    return new HookCaller(client, filter, named(request, name), scope, authority);
  }

  /** The same request, about an object of this name if it names none. */
  static Request named(Request request, String name) {
    ObjectKey key = new ObjectKey(request.key().namespace(), name);
    return request.key().name().isEmpty()
        ? new Request(
            request.operation(), request.served(), request.subresource(), key, request.options())
        : request;
  }

  /** Whether a webhook is to be asked; throws if that cannot be said. */
  boolean concerns(Target target, JsonNode object, JsonNode before) {
    return filter.wants(target.hook().matching(), request, object, before)
        && target
            .hook()
            .matching()
            .conditions()
            .hold(request, authority, () -> question(target, "", object, before));
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
    Objects objects =
        new Objects(inForm(request, target.as(), object), inForm(request, target.as(), before));
    return ReviewDocument.of(uid, target, request, scope, objects);
  }

  /** An object as a form of its type has it. */
  static JsonNode inForm(Request request, Served form, JsonNode object) {
    return isOtherForm(request, form) && object instanceof ObjectNode tree
        ? convert(request.served(), form, tree)
        : object;
  }

  /** Takes a changed object back from the form in which a webhook wanted it. */
  ObjectNode fromForm(Target target, ObjectNode object) {
    return isOtherForm(request, target.as())
        ? convert(target.as(), request.served(), object)
        : object;
  }

  /** The object as a webhook sees it. */
  ObjectNode toForm(Target target, ObjectNode object) {
    return isOtherForm(request, target.as())
        ? convert(request.served(), target.as(), object)
        : object;
  }

  // Subresources with objects of their own have them in one version.
  private static boolean isOtherForm(Request request, Served form) {
    boolean own = List.of("scale", "binding", "eviction", "token").contains(request.subresource());
    return !own && !form.type().apiVersion().equals(request.served().type().apiVersion());
  }

  private static ObjectNode convert(Served from, Served to, ObjectNode object) {
    return from.convert(object.deepCopy(), to);
  }

  void warn(List<String> warnings) {
    warnings.forEach(scope.warnings());
  }
}
