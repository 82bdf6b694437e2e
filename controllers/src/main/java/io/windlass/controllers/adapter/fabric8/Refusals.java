package io.windlass.controllers.adapter.fabric8;

import io.windlass.controllers.adapter.fabric8.Exchange.Answered;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.WriteResult;
import java.time.Duration;
import java.util.Set;

/**
 * What an answer without success means for a write, where that does not depend on the kind of
 * write. Stateless.
 *
 * <p>409 is a conflict, and so is 422 that complains of the uid, which is how a server answers a
 * patch that names another object's. 429, and 503 with {@code Retry-After}, come from before the
 * storage and mean that nothing happened; so does a 500 because a webhook with failurePolicy Fail
 * does not answer. Any other 5xx may come from after it.
 */
final class Refusals {
  private static final Duration DEFAULT_RETRY = Duration.ofSeconds(1);
  private static final int CONFLICT = 409;
  private static final int INVALID = 422;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int INTERNAL_ERROR = 500;
  private static final int UNAVAILABLE = 503;
  // The admission of every object ends before it is stored.
  private static final String NO_WEBHOOK = "Internal error occurred: failed calling webhook \"";
  private static final Set<String> IDENTITY = Set.of("metadata.uid", "metadata.resourceVersion");

  private Refusals() {}

  static WriteResult of(Answered answer) {
    Json.Obj status = answer.body().object();
    String message = message(answer, status);
    return switch (answer.code()) {
      case CONFLICT -> new WriteResult.Conflict(message);
      case INVALID ->
          namesIdentity(status)
              ? new WriteResult.Conflict(message)
              : refused(answer, status, message);
      case TOO_MANY_REQUESTS ->
          new WriteResult.Throttled(answer.retryAfter().orElse(DEFAULT_RETRY));
      default -> other(answer, status, message);
    };
  }

  private static WriteResult other(Answered answer, Json.Obj status, String message) {
    if (answer.code() == UNAVAILABLE && answer.retryAfter().isPresent()) {
      return new WriteResult.Throttled(answer.retryAfter().get());
    }
    return answer.code() >= INTERNAL_ERROR && !isForWantOfAWebhook(answer, message)
        ? new WriteResult.Unknown(answer.code() + " " + message)
        : refused(answer, status, message);
  }

  private static boolean isForWantOfAWebhook(Answered answer, String message) {
    return answer.code() == INTERNAL_ERROR && message.startsWith(NO_WEBHOOK);
  }

  private static WriteResult refused(Answered answer, Json.Obj status, String message) {
    return new WriteResult.Refused(answer.code(), status.text("reason").orElse(""), message);
  }

  static String reason(Answered answer) {
    return answer.body().object().text("reason").orElse("");
  }

  private static String message(Answered answer, Json.Obj status) {
    return status.text("message").orElseGet(() -> answer.body().excerpt());
  }

  private static boolean namesIdentity(Json.Obj status) {
    return status.items("details", "causes").stream()
        .anyMatch(cause -> cause.text("field").filter(IDENTITY::contains).isPresent());
  }
}
