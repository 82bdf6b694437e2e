package io.windlass.runtime.port;

import java.time.Instant;

/** The present moment. Thread-safe; costs a few nanoseconds. */
@FunctionalInterface
public interface Ticker {
  /** Now; may stand still, may jump forward, never goes back by more than a clock correction. */
  Instant now();
}
