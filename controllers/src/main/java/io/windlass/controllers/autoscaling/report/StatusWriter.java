package io.windlass.controllers.autoscaling.report;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.clock.EdgeTimer;
import io.windlass.controllers.autoscaling.clock.WriteRate;
import io.windlass.core.autoscaling.own.ReplicaFields;
import io.windlass.core.autoscaling.status.StatusWrites;
import io.windlass.core.autoscaling.status.StatusWrites.Due;
import io.windlass.core.model.Json;
import io.windlass.core.model.JsonMerge;
import io.windlass.core.model.ObjectKey;
import io.windlass.runtime.control.Term;
import io.windlass.runtime.port.Platform;
import io.windlass.runtime.port.Scheduler.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the status of autoscalers: no more often than its bounds allow, in what the scales leave
 * of the rate, and of several that came meanwhile only the newest. Thread-safe; {@link #offer}
 * never blocks.
 */
public final class StatusWriter implements AutoCloseable {
  private static final int WRITES_AT_ONCE = 8;
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration CROWDED = Duration.ofSeconds(1);
  private static final String PATH =
      "/apis/autoscaling.windlass.io/v1alpha1/namespaces/%s/timedpodautoscalers/%s/status"
          + "?fieldManager="
          + ReplicaFields.OWN_MANAGER;

  private final JsonApi api;
  private final WriteRate rate;
  private final Platform platform;
  private final Term term;
  private final Lane lane;
  private final EdgeTimer timer;
  private final Map<ObjectKey, Entry> entries = new ConcurrentHashMap<>();

  /**
   * One status.
   *
   * @param stored as the server has it, by all that is known
   * @param wanted as it should be
   * @param written when it was written last
   * @param sending whether a write is under way or waits on the lane
   */
  private record Entry(
      String uid, Json.Obj stored, Json.Obj wanted, Instant written, boolean sending) {
    Entry wanting(Json.Obj other) {
      return new Entry(uid, stored, other, written, sending);
    }

    Entry sending(boolean now) {
      return new Entry(uid, stored, wanted, written, now);
    }

    Entry stored(Json.Obj sent, Instant at) {
      return new Entry(uid, sent, wanted, at, false);
    }
  }

  public StatusWriter(JsonApi api, WriteRate rate, Platform platform, Term term) {
    this.api = api;
    this.rate = rate;
    this.platform = platform;
    this.term = term;
    lane = platform.scheduler().bounded("autoscaler status", WRITES_AT_ONCE);
    timer = new EdgeTimer(platform, this::consider);
  }

  /** The newest status of an object: what was offered last, else what the object holds. */
  public Json.Obj newest(ObjectKey key, String uid, Json.Obj held) {
    return entries
        .compute(
            key,
            (_, there) ->
                Optional.ofNullable(there)
                    .filter(it -> it.uid().equals(uid))
                    .orElseGet(() -> new Entry(uid, held, held, begin(held), false)))
        .wanted();
  }

  // After a restart thousands must not write at once what only got older.
  private Instant begin(Json.Obj held) {
    return held.fields().isEmpty() ? Instant.MIN : platform.ticker().now();
  }

  /** Takes a status over, to be written when it is due. */
  public void offer(ObjectKey key, Json.Obj wanted) {
    entries.computeIfPresent(key, (_, there) -> there.wanting(wanted));
    consider(key);
  }

  /** An object is no more. */
  public void forget(ObjectKey key) {
    entries.remove(key);
    timer.forget(key);
  }

  private void consider(ObjectKey key) {
    Entry entry = entries.get(key);
    if (entry == null || entry.sending() || !term.isCurrent()) {
      return;
    }
    Instant now = platform.ticker().now();
    switch (StatusWrites.due(entry.stored(), entry.wanted(), entry.written(), now)) {
      case Due.Never _ -> timer.forget(key);
      case Due.At(Instant time) -> timer.set(key, time);
      case Due.Now _ -> {
        if (!rate.takeSpare(now)) {
          timer.set(key, now.plus(CROWDED));
        } else if (take(key)) {
          lane.fork(() -> send(key));
        }
      }
    }
  }

  /** Whether it is this thread that sends. */
  private boolean take(ObjectKey key) {
    boolean[] taken = new boolean[1];
    entries.computeIfPresent(
        key,
        (_, there) -> {
          taken[0] = !there.sending();
          return there.sending(true);
        });
    return taken[0];
  }

  private void send(ObjectKey key) {
    Entry entry = entries.get(key);
    if (entry == null || !term.isCurrent()) {
      return;
    }
    Json.Obj sent = entry.wanted();
    Json.Obj patch =
        Json.Obj.EMPTY
            .with("metadata", Json.Obj.EMPTY.with("uid", entry.uid()))
            .with("status", JsonMerge.between(entry.stored(), sent));
    JsonReply reply =
        api.patch(
            PATH.formatted(JsonApi.segment(key.namespace()), JsonApi.segment(key.name())), patch);
    if (reply.isNotFound()) {
      forget(key);
      return;
    }
    Instant now = platform.ticker().now();
    entries.computeIfPresent(
        key, (_, there) -> reply.isOk() ? there.stored(sent, now) : there.sending(false));
    if (reply.isOk()) {
      consider(key);
    } else {
      timer.set(key, now.plus(reply.retryAfter().orElse(AGAIN)));
    }
  }

  @Override
  public void close() {
    timer.close();
    entries.clear();
  }
}
