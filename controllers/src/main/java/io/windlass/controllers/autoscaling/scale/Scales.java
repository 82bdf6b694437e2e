package io.windlass.controllers.autoscaling.scale;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.autoscaling.observe.ScaleView;
import io.windlass.core.autoscaling.own.ReplicaFields;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.autoscaling.turn.Obstacle;
import io.windlass.core.model.ResourceKind;

/** Reads and writes scales. Thread-safe; blocks; nothing is tried twice. */
public final class Scales {
  private final JsonApi api;
  private final Kinds kinds;

  public Scales(JsonApi api, Kinds kinds) {
    this.api = api;
    this.kinds = kinds;
  }

  /** What came of reading one. */
  public sealed interface Read {
    /** It is there. */
    record Found(ResourceKind kind, ScaleView scale) implements Read {}

    /** It could not be read. */
    record Failed(Obstacle obstacle) implements Read {}
  }

  /** What came of writing one. */
  public sealed interface Written {
    /** It holds what was asked for. */
    record Done(ScaleView scale) implements Written {}

    /** Somebody has written since it was read. */
    record Outdated() implements Written {}

    /** It was not written, or nobody knows. */
    record Failed(Obstacle obstacle) implements Written {}
  }

  /** Reads the scale of a target. */
  public Read read(String namespace, Target target) {
    return switch (kinds.find(target.apiVersion(), target.kind())) {
      case Kinds.Kind.Unknown(String message) ->
          new Read.Failed(new Obstacle(Obstacle.Kind.NO_KIND, message));
      case Kinds.Kind.Served(ResourceKind kind, boolean scalable) when !scalable ->
          new Read.Failed(
              new Obstacle(
                  Obstacle.Kind.NOT_SCALABLE,
                  "%s in %s has no scale subresource".formatted(kind.kind(), target.apiVersion())));
      case Kinds.Kind.Served(ResourceKind kind, boolean _) -> read(namespace, target, kind);
    };
  }

  private Read read(String namespace, Target target, ResourceKind kind) {
    JsonReply reply = api.get(path(namespace, target, kind) + "/scale");
    if (reply.isOk()) {
      return new Read.Found(kind, ScaleView.of(reply.body()));
    }
    if (reply.isNotFound()) {
      // The object is not there, or its definition is gone and comes back another.
      kinds.forget(target.apiVersion());
      return new Read.Failed(
          new Obstacle(
              Obstacle.Kind.NO_TARGET, "there is no %s in %s".formatted(target, namespace)));
    }
    return new Read.Failed(
        reply.isForbidden()
            ? forbidden("get", kind, reply)
            : new Obstacle(Obstacle.Kind.UNREADABLE, reply.message()));
  }

  /** Asks for so many replicas, if nobody has written since the scale was read. */
  public Written write(String namespace, Target target, Read.Found read, long replicas) {
    String path =
        path(namespace, target, read.kind()) + "/scale?fieldManager=" + ReplicaFields.OWN_MANAGER;
    JsonReply reply = api.put(path, read.scale().asking(replicas));
    if (reply.isOk()) {
      return new Written.Done(ScaleView.of(reply.body()));
    }
    if (reply.isConflict()) {
      return new Written.Outdated();
    }
    return new Written.Failed(
        reply.isForbidden()
            ? forbidden("update", read.kind(), reply)
            : new Obstacle(Obstacle.Kind.UNWRITABLE, reply.message()));
  }

  /** Who else set the replicas last, by the target's managed fields. */
  public String foreignWriter(String namespace, Target target, ResourceKind kind) {
    JsonReply reply = api.get(path(namespace, target, kind));
    return reply.isOk()
        ? ReplicaFields.foreignManager(reply.body()).orElse("somebody")
        : "somebody";
  }

  private static Obstacle forbidden(String verb, ResourceKind kind, JsonReply reply) {
    return new Obstacle(
        Obstacle.Kind.FORBIDDEN,
        "the manager's role lacks: apiGroups [\"%s\"], resources [\"%s/scale\"], verbs [\"%s\"] (%s)"
            .formatted(kind.group(), kind.plural(), verb, reply.message()));
  }

  private static String path(String namespace, Target target, ResourceKind kind) {
    String root = kind.group().isEmpty() ? "/api/" : "/apis/" + JsonApi.segment(kind.group()) + "/";
    return "%s%s/namespaces/%s/%s/%s"
        .formatted(
            root,
            kind.version(),
            JsonApi.segment(namespace),
            kind.plural(),
            JsonApi.segment(target.name()));
  }
}
