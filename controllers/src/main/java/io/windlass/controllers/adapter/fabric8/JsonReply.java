package io.windlass.controllers.adapter.fabric8;

import io.windlass.core.model.Json;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a request for a document.
 *
 * @param code 0 if no answer came
 * @param retryAfter what the header of that name asks for
 * @param body {@link Json.Obj#EMPTY} if there is none
 * @param message of the server, or why no answer came; empty for a success
 */
public record JsonReply(int code, Optional<Duration> retryAfter, Json.Obj body, String message) {
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FORBIDDEN = 403;

  static JsonReply of(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered answer -> answered(answer);
      case Exchange.NotSent(String why) -> silent(why);
      case Exchange.Lost(String why) -> silent(why);
    };
  }

  private static JsonReply answered(Exchange.Answered answer) {
    Json.Obj body = answer.body().object();
    String message =
        answer.isSuccess() ? "" : body.text("message").orElseGet(answer.body()::excerpt);
    return new JsonReply(answer.code(), answer.retryAfter(), body, message);
  }

  private static JsonReply silent(String why) {
    return new JsonReply(0, Optional.empty(), Json.Obj.EMPTY, why);
  }

  public boolean isOk() {
    return code >= 200 && code < 300;
  }

  public boolean isNotFound() {
    return code == NOT_FOUND;
  }

  /** Whether what was written on has changed since it was read. */
  public boolean isConflict() {
    return code == CONFLICT;
  }

  public boolean isForbidden() {
    return code == FORBIDDEN;
  }
}
