package io.windlass.core.model;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Moments as the API writes them: RFC 3339 in UTC, whole seconds. Stateless. */
public final class Timestamps {
  private Timestamps() {}

  /** For example {@code 2026-11-23T13:08:02Z}; parts of a second are cut off. */
  public static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Reads RFC 3339; empty if the text is not that. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
