package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Exchange.Answered;
import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonText;
import io.windlass.core.model.ObjectKey;
import io.windlass.core.model.ResourceKind;
import io.windlass.core.plan.Action.Announce;
import io.windlass.core.plan.Action.Severity;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.apply.Brake;
import io.windlass.runtime.port.EventSink;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler;
import io.windlass.runtime.port.WriteResult;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes core/v1 Events, one after the other on a lane of its own. An Event that says the same
 * about the same object as an earlier one is counted into that one. Where more than {@value
 * #MAX_WAITING} wait, or an object has had more than its share, an Event is dropped and counted.
 * Nothing is tried twice. Thread-safe; {@link #announce} never blocks.
 */
public final class Fabric8EventSink implements EventSink {
  private static final int MAX_WAITING = 1000;
  private static final int MAX_REMEMBERED = 4096;
  private static final ResourceKind EVENT = new ResourceKind("", "v1", "Event", "events");
  private static final String JSON = "application/json";
  private static final String MERGE = "application/merge-patch+json";

  private final Fabric8Http http;
  private final String component;
  private final Brake ofAll;
  private final Brake ofEvents;
  private final Platform platform;
  private final Scheduler.Lane lane;
  private final EventShares shares;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Map<Saying, Told> told = new RecentSayings();
  private long nextName = ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE;

  /**
   * Events of one controller.
   *
   * @param component its name, as the source of the Events
   * @param ofAll the pipeline's brake: Events are dropped while it holds. One that is turned away
   *     does not begin a rest for others, because servers limit Events by themselves.
   */
  public Fabric8EventSink(Fabric8Http http, String component, Brake ofAll, Platform platform) {
    this.ofAll = ofAll;
    this.ofEvents = new Brake("events", platform);
    this.http = http;
    this.component = component;
    this.platform = platform;
    this.lane = platform.scheduler().bounded("events", 1);
    this.shares = new EventShares(platform.ticker());
  }

  private record Saying(Target target, String uid, String reason, String message) {}

  private record Told(Target event, int count) {}

  private static final class RecentSayings extends LinkedHashMap<Saying, Told> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Saying, Told> eldest) {
      return size() > MAX_REMEMBERED;
    }
  }

  @Override
  public void announce(Announce event) {
    if (!shares.take(event.targetUid()) || waiting.incrementAndGet() > MAX_WAITING) {
      platform.metrics().eventDropped();
      return;
    }
    lane.fork(
        () -> {
          waiting.decrementAndGet();
          tell(event, platform.ticker().now());
        });
  }

  /** Runs on the lane, so one at a time. */
  private void tell(Announce event, Instant now) {
    Saying saying = new Saying(event.target(), event.targetUid(), event.reason(), event.message());
    Optional<Told> again = Optional.ofNullable(told.get(saying)).flatMap(old -> count(old, now));
    Optional<Told> result = again.or(() -> create(event, now));
    result.ifPresentOrElse(
        latest -> told.put(saying, latest), () -> platform.metrics().eventDropped());
  }

  private Optional<Told> count(Told old, Instant now) {
    Json.Obj patch =
        Json.Obj.EMPTY.with("count", Json.of(old.count + 1L)).with("lastTimestamp", second(now));
    Call call = new Call("PATCH", ApiPaths.object(old.event), MERGE, JsonText.canonical(patch));
    return isDone(call) ? Optional.of(new Told(old.event, old.count + 1)) : Optional.empty();
  }

  private Optional<Told> create(Announce event, Instant now) {
    ObjectKey about = event.target().key();
    String namespace = about.namespace().isEmpty() ? "default" : about.namespace();
    ObjectKey key = new ObjectKey(namespace, about.name() + "." + Long.toHexString(nextName++));
    Call call =
        new Call(
            "POST",
            ApiPaths.collection(EVENT, namespace),
            JSON,
            JsonText.canonical(document(event, key, now)));
    return isDone(call) ? Optional.of(new Told(new Target(EVENT, key), 1)) : Optional.empty();
  }

  private boolean isDone(Call call) {
    return ofAll.heldUntil().isEmpty()
        && ofEvents.ask() instanceof Brake.Leave.Go go
        && isDone(call, go);
  }

  private boolean isDone(Call call, Brake.Leave.Go go) {
    WriteResult result = new WriteResult.Unknown("no answer");
    try {
      if (http.send(call) instanceof Answered answer) {
        boolean isThere = answer.isSuccess() || answer.code() == HttpURLConnection.HTTP_CONFLICT;
        result = isThere ? new WriteResult.Applied("", 0) : Refusals.of(answer);
      }
    } finally {
      ofEvents.ended(go, result);
    }
    return result instanceof WriteResult.Applied;
  }

  private Json.Obj document(Announce event, ObjectKey key, Instant now) {
    return Json.Obj.EMPTY
        .with("apiVersion", "v1")
        .with("kind", "Event")
        .with("metadata", Json.ofTexts(Map.of("name", key.name(), "namespace", key.namespace())))
        .with("involvedObject", reference(event))
        .with("reason", event.reason())
        .with("message", event.message())
        .with("type", event.severity() == Severity.NORMAL ? "Normal" : "Warning")
        .with("source", Json.Obj.EMPTY.with("component", component))
        .with("reportingComponent", component)
        .with("firstTimestamp", second(now))
        .with("lastTimestamp", second(now))
        .with("count", Json.of(1));
  }

  private static Json.Obj reference(Announce event) {
    Target target = event.target();
    return Json.ofTexts(
        Map.of(
            "apiVersion", target.kind().apiVersion(),
            "kind", target.kind().kind(),
            "namespace", target.key().namespace(),
            "name", target.key().name(),
            "uid", event.targetUid()));
  }

  private static String second(Instant now) {
    return now.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
