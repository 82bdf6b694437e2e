package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When the jobs that run once were told to, so that another look at the clock does not arm them
 * again, nor an edit of something else.
 *
 * @param source the CronHPA, whose status says with which schedule a job was armed
 * @param autoscaler what came of it before
 */
public record ArmedJobs(Json.Obj source, Optional<Json.Obj> autoscaler) {
  /** The local time of a job that was armed before with this schedule. */
  Optional<LocalDateTime> at(String window, Json job) {
    return CronHpaMove.isOnce(job) && isAsArmed(job) ? begin(window) : Optional.empty();
  }

  private boolean isAsArmed(Json job) {
    return source.items("status", "conditions").stream()
        .filter(it -> it.text("name").equals(job.text("name")))
        .anyMatch(it -> it.text("schedule").equals(job.text("schedule")));
  }

  private Optional<LocalDateTime> begin(String window) {
    return autoscaler.stream()
        .flatMap(it -> it.items("spec", "windows").stream())
        .filter(it -> it.text("name").equals(Optional.of(window)))
        .flatMap(it -> it.text("at").stream())
        .findFirst()
        .flatMap(ArmedJobs::parse);
  }

  private static Optional<LocalDateTime> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text));
    } catch (DateTimeParseException edited) {
      return Optional.empty();
    }
  }
}
