package io.windlass.controllers.autoscaling;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.scale.Scales;
import io.windlass.controllers.autoscaling.scale.Scales.Read;
import io.windlass.core.autoscaling.own.ReplicaFields;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.autoscaling.turn.Obstacle;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code onDelete: Baseline}: the replicas are brought between {@code minReplicas} and {@code
 * maxReplicas} before the object goes. Only such objects bear a finalizer, so that all others can
 * be deleted while no controller runs. Thread-safe; blocks.
 */
record Farewell(JsonApi api, Scales scales, Ticker ticker) {
  private static final String FINALIZER = "autoscaling.windlass.io/baseline";
  private static final String OBJECT =
      "/apis/autoscaling.windlass.io/v1alpha1/namespaces/%s/timedpodautoscalers/%s?fieldManager="
          + ReplicaFields.OWN_MANAGER;
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** Sets the finalizer, or takes it off, as the spec says now. */
  void prepare(ObjectKey key, Json.Obj document) {
    boolean wanted = ReadAutoscaler.of(document.unpacked()).spec().baselineOnDelete();
    if (wanted != isSet(document)) {
      finalizers(key, document, wanted);
    }
  }

  /** Brings the replicas to the baseline; answers when to try again if it could not. */
  Optional<Instant> say(ObjectKey key, Json.Obj document) {
    if (!isSet(document)) {
      return Optional.empty();
    }
    AutoscalerSpec spec = ReadAutoscaler.of(document.unpacked()).spec();
    boolean isDone =
        switch (scales.read(key.namespace(), spec.target())) {
          case Read.Failed(Obstacle obstacle) -> isGone(obstacle);
          case Read.Found found -> isAtBaseline(key, spec, found);
        };
    return isDone && finalizers(key, document, false).isOk()
        ? Optional.empty()
        : Optional.of(ticker.now().plus(AGAIN));
  }

  private static boolean isGone(Obstacle obstacle) {
    return switch (obstacle.kind()) {
      case NO_KIND, NOT_SCALABLE, NO_TARGET -> true;
      case FORBIDDEN, UNREADABLE, UNWRITABLE, TAKING_OVER -> false;
    };
  }

  private boolean isAtBaseline(ObjectKey key, AutoscalerSpec spec, Read.Found found) {
    Schedule schedule = spec.rules().schedule();
    long current = found.scale().replicas();
    long wanted = Math.max(schedule.minReplicas(), Math.min(schedule.maxReplicas(), current));
    return wanted == current
        || scales.write(key.namespace(), spec.target(), found, wanted)
            instanceof Scales.Written.Done;
  }

  private static boolean isSet(Json.Obj document) {
    return document.items("metadata", "finalizers").contains(Json.of(FINALIZER));
  }

  private JsonReply finalizers(ObjectKey key, Json.Obj document, boolean wanted) {
    List<Json> all = new ArrayList<>(document.items("metadata", "finalizers"));
    all.remove(Json.of(FINALIZER));
    if (wanted) {
      all.add(Json.of(FINALIZER));
    }
    Json.Obj meta =
        Json.Obj.EMPTY
            .with("resourceVersion", document.text("metadata", "resourceVersion").orElse(""))
            .with("finalizers", Json.of(all));
    String path = OBJECT.formatted(JsonApi.segment(key.namespace()), JsonApi.segment(key.name()));
    return api.patch(path, Json.Obj.EMPTY.with("metadata", meta));
  }
}
