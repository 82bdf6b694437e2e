package io.windlass.controllers.autoscaling.takeover;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.takeover.Takeover;
import io.windlass.core.autoscaling.takeover.TakeoverStep;
import io.windlass.core.autoscaling.takeover.TakeoverStep.Deed;
import io.windlass.core.autoscaling.turn.Obstacle;
import io.windlass.core.autoscaling.turn.Obstacle.Kind;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings takeovers on their way, step by step until one has to wait. Thread-safe; asks the API
 * server only for autoscalers that name a HorizontalPodAutoscaler and have not taken it over yet.
 */
public record HpaTakeover(JsonApi api) {
  private static final Logger LOG = LoggerFactory.getLogger(HpaTakeover.class);
  private static final int MOST_STEPS = 6;

  /** Why the autoscaler must not write now; empty if nothing of a takeover is left to do. */
  public Optional<Obstacle> advance(
      ObjectKey key, Json.Obj autoscaler, AutoscalerSpec spec, Instant now) {
    Json.Obj current = autoscaler;
    for (int taken = 0; taken < MOST_STEPS; taken++) {
      if (spec.takeoverFrom().isEmpty() || Takeover.isSettled(current, spec)) {
        return Optional.empty();
      }
      String path = hpas(key) + "/" + JsonApi.segment(spec.takeoverFrom().get());
      JsonReply read = api.get(path);
      if (!read.isOk() && !read.isNotFound()) {
        return Optional.of(failed(read));
      }
      Optional<Json.Obj> hpa = Optional.of(read.body()).filter(_ -> read.isOk());
      switch (new Takeover(current, spec, hpa, now).next()) {
        case TakeoverStep.None _ -> {
          return Optional.empty();
        }
        case TakeoverStep.Wait(String why) -> {
          return Optional.of(new Obstacle(Kind.TAKING_OVER, why));
        }
        case Deed deed -> {
          JsonReply reply = take(deed, key, path);
          if (!reply.isOk()) {
            return Optional.of(failed(reply));
          }
          current = deed instanceof Deed.Note ? reply.body() : current;
        }
      }
    }
    return Optional.empty();
  }

  private JsonReply take(Deed deed, ObjectKey key, String path) {
    LOG.atInfo()
        .addKeyValue("autoscaler", key)
        .addKeyValue("step", deed.getClass().getSimpleName())
        .log("a takeover goes on");
    return switch (deed) {
      case Deed.PatchHpa(Json.Obj patch) -> api.patch(path, patch);
      case Deed.Note(Json.Obj patch) -> api.patch(autoscaler(key), patch);
      case Deed.DeleteHpa(Json.Obj options) -> api.delete(path, options);
      case Deed.CreateHpa(Json.Obj manifest) -> api.post(hpas(key), manifest);
    };
  }

  private static Obstacle failed(JsonReply reply) {
    return new Obstacle(
        reply.isForbidden() ? Kind.FORBIDDEN : Kind.TAKING_OVER,
        "the takeover goes on later: " + reply.message());
  }

  private static String hpas(ObjectKey key) {
    return "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers"
        .formatted(JsonApi.segment(key.namespace()));
  }

  private static String autoscaler(ObjectKey key) {
    return "/apis/autoscaling.windlass.io/v1alpha1/namespaces/%s/timedpodautoscalers/%s"
        .formatted(JsonApi.segment(key.namespace()), JsonApi.segment(key.name()));
  }
}
