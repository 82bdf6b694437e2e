package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Exchange.Answered;
import io.windlass.controllers.adapter.fabric8.Fabric8Http.Call;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.plan.Action;
import io.windlass.core.plan.Action.Target;
import io.windlass.runtime.port.WriteResult;
import io.windlass.runtime.port.Writer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/**
 * Sends effects over HTTP and merges what the server answers into the stores. Thread-safe.
 *
 * <p>A request for which no connection came about counts as throttled: nothing happened, and the
 * server wants time. Everything else without an answer is unknown.
 */
public final class Fabric8Writer implements Writer {
  private static final Duration UNREACHABLE = Duration.ofSeconds(1);

  private final Fabric8Http http;
  private final AnswerStores stores;

  public Fabric8Writer(Fabric8Http http, AnswerStores stores) {
    this.http = http;
    this.stores = stores;
  }

  @Override
  public WriteResult write(Action action) {
    return switch (action) {
      case Action.Create create -> create(create);
      case Action.Patch patch -> patch(patch);
      case Action.Delete delete -> delete(delete);
      case Action.Apply apply ->
          sent(WriteCalls.apply(apply), wanted(apply), answer -> changed(apply, answer));
      case Action.Announce event ->
          throw new IllegalArgumentException("Events go to the EventSink: " + event);
    };
  }

  /** What an answer means. */
  @FunctionalInterface
  private interface Reading {
    WriteResult read(Answered answer) throws IOException;
  }

  private WantedEncoding wanted(Action action) {
    return stores.wanted(action.target().kind());
  }

  private WriteResult sent(Call call, WantedEncoding wanted, Reading reading) {
    return switch (exchanged(call, wanted)) {
      case Answered answer -> read(call, answer, reading);
      case Exchange.NotSent _ -> new WriteResult.Throttled(UNREACHABLE);
      case Exchange.Lost(String why) -> new WriteResult.Unknown(why);
    };
  }

  /** A server that cannot write what is wanted says so before it does anything else. */
  private Exchange exchanged(Call call, WantedEncoding wanted) {
    Exchange first = http.send(call, wanted);
    return wanted == WantedEncoding.AUTO
            && first instanceof Answered answer
            && answer.code() == HttpURLConnection.HTTP_NOT_ACCEPTABLE
        ? http.send(call)
        : first;
  }

  private static WriteResult read(Call call, Answered answer, Reading reading) {
    try {
      return reading.read(answer);
    } catch (IOException e) {
      return new WriteResult.Unknown(call + ": unreadable answer: " + e.getMessage());
    }
  }

  private WriteResult changed(Action action, Answered answer) throws IOException {
    if (!answer.isSuccess()) {
      return Refusals.of(answer);
    }
    ObjectMeta meta = stores.merge(action.target().kind(), answer.body());
    return new WriteResult.Applied(meta.uid(), meta.version());
  }

  private WriteResult create(Action.Create create) {
    return sent(
        WriteCalls.create(create),
        wanted(create),
        answer ->
            Refusals.reason(answer).equals("AlreadyExists")
                ? adopted(create, answer)
                : changed(create, answer));
  }

  /** The name is taken; by our own earlier request, if the controller is the same. */
  private WriteResult adopted(Action.Create create, Answered taken) {
    return sent(
        Call.get(ApiPaths.object(create.target())),
        wanted(create),
        answer -> {
          if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            return new WriteResult.Conflict(create.target() + " was there and is gone");
          }
          if (!answer.isSuccess()) {
            return new WriteResult.Unknown(create.target() + " exists and cannot be read");
          }
          ObjectMeta found = stores.merge(create.target().kind(), answer.body());
          if (!isOurs(create.object(), found)) {
            return new WriteResult.Refused(
                taken.code(), "AlreadyExists", taken.body().object().text("message").orElse(""));
          }
          return found.isTerminating()
              ? new WriteResult.Conflict(create.target() + " is being deleted")
              : new WriteResult.Applied(found.uid(), found.version());
        });
  }

  private static boolean isOurs(Json.Obj wanted, ObjectMeta found) {
    Optional<String> controller =
        wanted.items("metadata", "ownerReferences").stream()
            .filter(owner -> owner.bool("controller").orElse(false))
            .findFirst()
            .flatMap(owner -> owner.text("uid"));
    return controller.isPresent()
        && controller.equals(found.controller().map(ObjectMeta.OwnerReference::uid));
  }

  private WriteResult patch(Action.Patch patch) {
    return sent(
        WriteCalls.patch(patch),
        wanted(patch),
        answer -> {
          if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            stores.gone(patch.target().kind(), patch.target().key(), patch.precondition().uid());
            return new WriteResult.Conflict(patch.target() + " is gone");
          }
          return changed(patch, answer);
        });
  }

  private WriteResult delete(Action.Delete delete) {
    Target target = delete.target();
    return sent(
        WriteCalls.delete(delete),
        WantedEncoding.JSON,
        answer -> {
          if (answer.code() == HttpURLConnection.HTTP_NOT_FOUND) {
            stores.gone(target.kind(), target.key(), delete.precondition().uid());
            return new WriteResult.Applied("", 0);
          }
          return answer.isSuccess() ? deleted(delete, answer) : Refusals.of(answer);
        });
  }

  /**
   * A server answers with a Status, or with the last state of an object that is gone, or with an
   * object that is being deleted and still has time or finalizers.
   */
  private WriteResult deleted(Action.Delete delete, Answered answer) throws IOException {
    Target target = delete.target();
    Json.Obj body = answer.body().object();
    if (body.text("kind").orElse("").equals("Status")) {
      String uid = body.text("details", "uid").orElse(delete.precondition().uid());
      stores.gone(target.kind(), target.key(), uid);
      return new WriteResult.Applied("", 0);
    }
    if (isGone(body.object("metadata"))) {
      stores.gone(target.kind(), answer.body());
      return new WriteResult.Applied("", 0);
    }
    return changed(delete, answer);
  }

  private static boolean isGone(Json.Obj metadata) {
    boolean hasTime =
        metadata.get("deletionTimestamp").isPresent()
            && metadata.number("deletionGracePeriodSeconds").orElse(0L) > 0;
    return !hasTime && metadata.items("finalizers").isEmpty();
  }

  @Override
  public boolean refresh(Target target) {
    return switch (http.send(Call.get(ApiPaths.object(target)))) {
      case Answered answer when answer.code() == HttpURLConnection.HTTP_NOT_FOUND -> {
        stores.gone(target.kind(), target.key(), "");
        yield true;
      }
      case Answered answer when answer.isSuccess() -> merged(target, answer);
      case Answered _ -> false;
      case Exchange.NotSent _ -> false;
      case Exchange.Lost _ -> false;
    };
  }

  private boolean merged(Target target, Answered answer) {
    try {
      stores.merge(target.kind(), answer.body());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
