package io.windlass.controllers.adapter.fabric8;

import java.time.Duration;
import java.util.Optional;

/** The header {@code Retry-After}. Kubernetes writes seconds; a date is taken for no wish. */
final class RetryAfter {
  private static final long MAX_SECONDS = 3600;

  private RetryAfter() {}

  static Optional<Duration> read(Optional<String> header) {
    return header
        .map(String::strip)
        .filter(text -> text.matches("[0-9]{1,9}"))
        .map(text -> Duration.ofSeconds(Math.min(MAX_SECONDS, Long.parseLong(text))));
  }
}
