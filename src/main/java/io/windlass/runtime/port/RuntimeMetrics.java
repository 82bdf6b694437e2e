package io.windlass.runtime.port;

import java.time.Duration;

/** Figures of the engine. Thread-safe; implementations cost nanoseconds and never throw. */
public interface RuntimeMetrics {
  /** Counts nothing. */
  RuntimeMetrics NONE = new RuntimeMetrics() {};

  /** A key waited this long between being due and its run. */
  default void waited(String controller, Duration time) {}

  /**
   * A run ended; {@code outcome} is {@code done}, {@code later}, {@code retry} or {@code failed}.
   */
  default void ran(String controller, Duration time, String outcome) {}

  /** An add found the key already queued. */
  default void coalesced(String controller) {}

  /** A write ended; {@code result} is the simple name of its {@link WriteResult} in lower case. */
  default void wrote(String verb, String resource, String result, Duration time) {}

  /** An expectation was not met in time and was given up. */
  default void expectationExpired(String controller) {}

  /** An Event was dropped. */
  default void eventDropped() {}
}
