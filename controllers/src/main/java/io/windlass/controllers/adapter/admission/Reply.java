package io.windlass.controllers.adapter.admission;

import io.windlass.core.model.Json;

/** What goes back: a document, or a Status with the reason why there is none. */
record Reply(int code, Json.Obj document) {
  static final int TOO_MANY_REQUESTS = 429;
  static final int UNAVAILABLE = 503;

  static Reply failure(int code, String reason, String message) {
    return new Reply(
        code,
        Json.Obj.EMPTY
            .with("kind", "Status")
            .with("apiVersion", "v1")
            .with("status", "Failure")
            .with("reason", reason)
            .with("message", message)
            .with("code", Json.of(code)));
  }

  static Reply tooMany(String what) {
    return failure(TOO_MANY_REQUESTS, "TooManyRequests", what + ", try again");
  }

  /** Whether the same request may have another answer soon. */
  boolean isForNow() {
    return code == TOO_MANY_REQUESTS || code == UNAVAILABLE;
  }
}
