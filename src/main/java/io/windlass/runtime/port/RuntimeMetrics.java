package io.windlass.runtime.port;

import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Figures of the engine. Thread-safe; implementations cost nanoseconds and never throw.
 *
 * <p>What is counted is told when it happens. What is a state (a depth, a size) is watched: the
 * part hands a supplier over once, and it is asked when somebody reads the figures, from any
 * thread, so it costs no more than O(1) and may be slightly out of date.
 *
 * <p>A controller or resource is one of the few names that are known at start, never the name of an
 * object.
 */
public interface RuntimeMetrics {
  /** Counts nothing. */
  RuntimeMetrics NONE = new RuntimeMetrics() {};

  /**
   * A queue to be watched.
   *
   * @param ready keys that could run now and wait for a worker
   */
  default void watchQueue(String controller, IntSupplier ready) {}

  /** A key waited this long between being due and its run. */
  default void waited(String controller, Duration time) {}

  /**
   * A run ended; {@code outcome} is {@code done}, {@code later}, {@code retry} or {@code failed}.
   */
  default void ran(String controller, Duration time, String outcome) {}

  /** An add found that the key waited for a run already: in line, for its time, or for its end. */
  default void coalesced(String controller) {}

  /** A key was put back after a failure, to be tried again with back-off. */
  default void retried(String controller) {}

  /**
   * A store to be watched.
   *
   * @param resource the plural of its type
   * @param objects that are in it
   * @param sizeBytes an estimate of what they take in memory
   */
  default void watchStore(String resource, IntSupplier objects, LongSupplier sizeBytes) {}

  /**
   * An object came in by list or watch.
   *
   * @param sizeBytes on the wire
   * @param nanos that it took to decode, not to wait for
   */
  default void decoded(String resource, long sizeBytes, long nanos) {}

  /** All objects of a type were listed anew. */
  default void listed(String resource, Duration time) {}

  /** A watch ended; {@code why} is {@code over}, {@code gone} (410) or {@code broken}. */
  default void watchEnded(String resource, String why) {}

  /** A write ended; {@code result} is the simple name of its {@link WriteResult} in lower case. */
  default void wrote(String verb, String resource, String result, Duration time) {}

  /**
   * The API server answered a request.
   *
   * @param verb as Kubernetes names it, for example {@code list}
   * @param resource with its subresource, for example {@code pods/status}
   * @param code the HTTP status, 0 if no answer came
   */
  default void called(String verb, String resource, int code) {}

  /**
   * Writes that were ready were held back this long.
   *
   * @param by {@code client} for the own rate limit, {@code server} for what a 429 asked for
   */
  default void throttled(String by, Duration time) {}

  /** Workloads held up by writes of unknown outcome, to be watched. */
  default void watchExpectations(IntSupplier heldUp) {}

  /** An expectation was not met in time and was given up. */
  default void expectationExpired(String controller) {}

  /** An Event was dropped. */
  default void eventDropped() {}

  /** This process has begun to act ({@code true}), or has stopped to. */
  default void leads(boolean leads) {}
}
