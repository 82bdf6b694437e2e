package io.windlass.core.autoscaling.metric;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One pod of the target and what was measured on it.
 *
 * @param requestMilli what the measured containers request; empty if one of them requests nothing
 */
public record PodReading(
    String name,
    Life life,
    Optional<Readiness> readiness,
    Optional<Instant> started,
    OptionalLong requestMilli,
    Optional<Sample> sample) {
  /** How far a pod is. */
  public enum Life {
    PENDING,
    RUNNING,
    /** Failed, or being deleted. */
    LEAVING
  }

  /** The condition Ready. */
  public record Readiness(boolean isReady, Instant since) {}

  /** One measurement, taken over {@code window} up to {@code at}. */
  public record Sample(long milli, Instant at, Duration window) {}

  long usage() {
    return sample.orElseThrow(() -> new IllegalStateException("no sample of " + name)).milli();
  }
}
