package io.windlass.manager.simulation;

import io.windlass.core.autoscaling.schedule.LocalClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Moments as people type them. Stateless. */
public final class Moments {
  private Moments() {}

  /** {@code 2026-11-23T08:00:00Z}, or local: {@code 2026-11-23T08:00} or {@code 2026-11-23}. */
  public static Optional<Instant> parse(String text, ZoneId zone) {
    try {
      if (text.endsWith("Z")) {
        return Optional.of(Instant.parse(text));
      }
      LocalDateTime local =
          text.contains("T") ? LocalDateTime.parse(text) : LocalDate.parse(text).atStartOfDay();
      return Optional.of(LocalClock.begin(local, zone));
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
