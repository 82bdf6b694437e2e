package io.windlass.controllers.autoscaling.sample;

import java.time.Instant;

/**
 * A list as it was read.
 *
 * @param rows what could be read
 * @param failure why it could not; empty if it could
 */
record Listing<T>(Instant at, T rows, String failure) {
  boolean isFailed() {
    return !failure.isEmpty();
  }
}
