package io.windlass.controllers.adapter.fabric8;

import java.time.Duration;
import java.util.Optional;

/** How one HTTP request ended. */
sealed interface Exchange {
  /**
   * The server answered.
   *
   * @param retryAfter what the header of that name asks for
   * @param body the whole body
   */
  record Answered(int code, Optional<Duration> retryAfter, Body body) implements Exchange {
    boolean isSuccess() {
      return code >= 200 && code < 300;
    }
  }

  /** No connection came about, so that the server cannot have seen the request. */
  record NotSent(String why) implements Exchange {}

  /** The request may have arrived, but its answer did not. */
  record Lost(String why) implements Exchange {}
}
