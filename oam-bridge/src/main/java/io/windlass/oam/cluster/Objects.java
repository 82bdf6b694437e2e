package io.windlass.oam.cluster;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.model.Json;
import io.windlass.oam.cluster.Discovery.Resource;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects of any kind by kind and name. One request a call, never repeated. Thread-safe; blocks.
 */
public record Objects(JsonApi api, Discovery discovery) {
  private static final Json.Obj OPTIONS =
      Json.Obj.EMPTY
          .with("apiVersion", "v1")
          .with("kind", "DeleteOptions")
          .with("propagationPolicy", "Background");

  /** What came of a request. */
  public sealed interface Answer {
    /** The object as the server has it. */
    record There(Json.Obj object) implements Answer {}

    /** There is none of that kind and name, or the kind is not served. */
    record Missing(String why) implements Answer {}

    /**
     * The server refuses, or does not answer.
     *
     * @param reason one word in upper camel case
     * @param isLasting whether the same request would be refused again
     */
    record Failed(String reason, String why, boolean isLasting) implements Answer {}
  }

  /** Reads one. */
  public Answer get(String namespace, ObjectRef ref) {
    return at(ref.kind(), resource -> api.get(resource.path(namespace, ref.name())), "get");
  }

  /** Reads all of a kind; empty if the kind is not served or the server does not answer. */
  public List<Json.Obj> list(String namespace, Kind kind) {
    return listed(namespace, kind, "");
  }

  /** The same, of those that bear a label. */
  public List<Json.Obj> labelled(String namespace, Kind kind, String label, String value) {
    String selector = JsonApi.segment(label + "=" + value);
    return listed(namespace, kind, "?labelSelector=" + selector);
  }

  private List<Json.Obj> listed(String namespace, Kind kind, String query) {
    Optional<Resource> resource = discovery.find(kind);
    if (resource.isEmpty()) {
      return List.of();
    }
    JsonReply reply = api.get(resource.get().path(namespace) + query);
    List<Json.Obj> all = new ArrayList<>();
    for (Json item : reply.body().items("items")) {
      // Items of a list do not say what they are.
      all.add(item.object().with("apiVersion", kind.apiVersion()).with("kind", kind.kind()));
    }
    return List.copyOf(all);
  }

  /** Server-side apply: all fields of the object become the manager's, whoever had them. */
  public Answer apply(String namespace, Json.Obj object, String manager) {
    ObjectRef ref = ObjectRef.of(object);
    String query = "?force=true&fieldManager=" + JsonApi.segment(manager);
    return at(
        ref.kind(),
        resource -> api.apply(resource.path(namespace, ref.name()) + query, object),
        "patch");
  }

  /** A merge patch of one, or of a part of it such as {@code /status}. */
  public Answer merge(String namespace, ObjectRef ref, String part, Json.Obj patch) {
    return at(
        ref.kind(),
        resource -> api.patch(resource.path(namespace, ref.name()) + part, patch),
        "patch");
  }

  /** Creates one. */
  public Answer create(String namespace, Json.Obj object) {
    return at(Kind.of(object), resource -> api.post(resource.path(namespace), object), "create");
  }

  /** Deletes one, and what it owns, if it is still the one that was seen. */
  public Answer delete(String namespace, ObjectRef ref, String uid) {
    return delete(namespace, ref, OPTIONS.with("preconditions", Json.Obj.EMPTY.with("uid", uid)));
  }

  /** Deletes one, whichever it is, and what it owns. */
  public Answer delete(String namespace, ObjectRef ref) {
    return delete(namespace, ref, OPTIONS);
  }

  private Answer delete(String namespace, ObjectRef ref, Json.Obj options) {
    return at(
        ref.kind(),
        resource -> api.delete(resource.path(namespace, ref.name()), options),
        "delete");
  }

  /** One request for a resource. */
  @FunctionalInterface
  private interface Request {
    JsonReply send(Resource resource);
  }

  private Answer at(Kind kind, Request request, String verb) {
    Optional<Resource> resource = discovery.find(kind);
    if (resource.isEmpty()) {
      return new Answer.Missing("the cluster serves no " + kind);
    }
    JsonReply reply = request.send(resource.get());
    if (reply.isOk()) {
      return new Answer.There(reply.body());
    }
    if (reply.isNotFound()) {
      return new Answer.Missing(reply.message());
    }
    return reply.isForbidden() ? forbidden(resource.get(), verb, reply) : failed(reply);
  }

  private static Answer forbidden(Resource resource, String verb, JsonReply reply) {
    return new Answer.Failed(
        "MissingPermission",
        "%s (unless a quota or a policy says so, the manager's role lacks: apiGroups [\"%s\"], resources [\"%s\"], verbs [\"%s\"])"
            .formatted(reply.message(), resource.kind().group(), resource.plural(), verb),
        false);
  }

  private static Answer failed(JsonReply reply) {
    return switch (reply.code()) {
      case 400, 422 -> new Answer.Failed("Refused", reply.message(), true);
      case 409 -> new Answer.Failed("Conflict", reply.message(), false);
      case 0 -> new Answer.Failed("NoAnswer", reply.message(), false);
      default -> new Answer.Failed("ServerError", reply.code() + ": " + reply.message(), false);
    };
  }
}
