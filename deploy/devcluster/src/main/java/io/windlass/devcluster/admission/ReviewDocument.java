package io.windlass.devcluster.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.RequestScope;
import io.windlass.devcluster.api.ResourceType;
import io.windlass.devcluster.document.Documents;
import io.windlass.devcluster.rest.Admission.Request;
import io.windlass.devcluster.rest.Served;

/**
 * The question that a webhook is asked: an {@code AdmissionReview} with a request. Stateless.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/#AdmissionReview">
 *     AdmissionReview</a>
 */
final class ReviewDocument {
  private ReviewDocument() {}

  /** What {@code object} and {@code oldObject} are, in the form that the webhook wants. */
  record Objects(JsonNode object, JsonNode before) {}

  static ObjectNode of(
      String uid, HookTable.Target target, Request request, RequestScope scope, Objects objects) {
    ObjectNode document = Documents.object();
    document.put("kind", "AdmissionReview");
    document.put("apiVersion", "admission.k8s.io/" + target.hook().behaviour().reviewVersion());
    document.set("request", request(uid, target.as(), request, scope, objects));
    return document;
  }

  /** The {@code request} alone. */
  static ObjectNode request(
      String uid, Served form, Request request, RequestScope scope, Objects objects) {
    ObjectNode asked = Documents.object();
    asked.put("uid", uid);
    ResourceType as = form.type();
    ResourceType type = request.served().type();
    String subresource = request.subresource();
    asked.set("kind", kind(as, subresource));
    asked.set("resource", resource(as));
    asked.set("requestKind", kind(type, subresource));
    asked.set("requestResource", resource(type));
    if (!subresource.isEmpty()) {
      asked.put("subResource", subresource).put("requestSubResource", subresource);
    }
    place(asked, request, scope);
    asked.put("operation", request.operation().name());
    asked.set("userInfo", user(scope.user()));
    asked.set("object", shown(objects.object(), as, subresource));
    asked.set("oldObject", shown(objects.before(), as, subresource));
    asked.put("dryRun", request.options().dryRun());
    asked.set("options", request.options().document().get());
    return asked;
  }

  private static void place(ObjectNode asked, Request request, RequestScope scope) {
    // The members of a collection are not named: the request names none.
    String name = scope.verb().equals("deletecollection") ? "" : request.key().name();
    boolean isNamespace = request.served().type().qualifiedName().equals("namespaces");
    String namespace = isNamespace ? request.key().name() : request.key().namespace();
    if (!name.isEmpty()) {
      asked.put("name", name);
    }
    if (!namespace.isEmpty()) {
      asked.put("namespace", namespace);
    }
  }

  private static ObjectNode kind(ResourceType type, String subresource) {
    return switch (subresource) {
      case "scale" -> kind("autoscaling", "v1", "Scale");
      case "binding" -> kind("", "v1", "Binding");
      case "eviction" -> kind("policy", "v1", "Eviction");
      case "token" -> kind("authentication.k8s.io", "v1", "TokenRequest");
      default -> kind(type.group(), type.version(), type.kind());
    };
  }

  private static ObjectNode kind(String group, String version, String kind) {
    return Documents.object().put("group", group).put("version", version).put("kind", kind);
  }

  private static ObjectNode resource(ResourceType type) {
    return Documents.object()
        .put("group", type.group())
        .put("version", type.version())
        .put("resource", type.plural());
  }

  private static ObjectNode user(RequestScope.User user) {
    ObjectNode document = Documents.object();
    if (!user.name().isEmpty()) {
      document.put("username", user.name());
    }
    if (!user.uid().isEmpty()) {
      document.put("uid", user.uid());
    }
    if (!user.groups().isEmpty()) {
      user.groups().forEach(document.putArray("groups")::add);
    }
    if (!user.extra().isEmpty()) {
      ObjectNode extra = document.putObject("extra");
      user.extra().forEach((key, values) -> values.forEach(extra.withArray(key)::add));
    }
    return document;
  }

  /** As the API server encodes it: built-in types always have a status and a time of creation. */
  private static JsonNode shown(JsonNode object, ResourceType type, String subresource) {
    if (!(object instanceof ObjectNode tree)) {
      return Documents.object().nullNode();
    }
    boolean whole = subresource.isEmpty() && isBuiltIn(type.group());
    ObjectNode copy = Documents.object().setAll(tree);
    if (whole && !Documents.metadata(copy).has("creationTimestamp")) {
      ObjectNode metadata = Documents.object().setAll(Documents.metadata(copy));
      copy.set("metadata", metadata.putNull("creationTimestamp"));
    }
    if (whole && type.subresources().contains("status") && !copy.has("status")) {
      copy.putObject("status");
    }
    return copy;
  }

  private static boolean isBuiltIn(String group) {
    long dots = group.chars().filter(c -> c == '.').count();
    return dots == 0 || (dots <= 3 && group.endsWith(".k8s.io"));
  }
}
