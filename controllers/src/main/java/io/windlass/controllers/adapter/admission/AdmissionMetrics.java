package io.windlass.controllers.adapter.admission;

import java.time.Duration;

/** Where figures about webhooks go. Thread-safe. */
@FunctionalInterface
public interface AdmissionMetrics {
  /** Counts nothing. */
  AdmissionMetrics NONE = (path, code, took) -> {};

  /**
   * One request was answered.
   *
   * @param path one that is served, {@code other} for all others
   * @param code of HTTP
   */
  void answered(String path, int code, Duration took);
}
