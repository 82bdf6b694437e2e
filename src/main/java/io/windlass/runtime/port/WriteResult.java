package io.windlass.runtime.port;

import java.time.Duration;

/** How a write ended. */
public sealed interface WriteResult {
  /**
   * Done.
   *
   * @param uid of the object, empty if it is gone
   * @param version of the object after the write, 0 if it is gone
   */
  record Applied(String uid, long version) implements WriteResult {}

  /** The object is not what the plan thought: another version, another uid, or gone. */
  record Conflict(String message) implements WriteResult {}

  /**
   * The server will not do this.
   *
   * @param code HTTP status
   * @param reason the server's StatusReason, for example {@code Forbidden}
   * @param message the server's words
   */
  record Refused(int code, String reason, String message) implements WriteResult {}

  /** Too many requests; nothing happened. */
  record Throttled(Duration retryAfter) implements WriteResult {}

  /** It may have happened: the connection broke, or the answer did not come in time. */
  record Unknown(String why) implements WriteResult {}
}
