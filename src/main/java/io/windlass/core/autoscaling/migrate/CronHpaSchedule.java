package io.windlass.core.autoscaling.migrate;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.autoscaling.schedule.LocalClock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** A CronHPA schedule in our words: six fields, seconds first, or a word with an at sign. */
sealed interface CronHpaSchedule {
  /**
   * Again and again.
   *
   * @param second of the minute, which is lost
   */
  record Start(String cron, int second) implements CronHpaSchedule {
    Optional<String> note() {
      return second == 0
          ? Optional.empty()
          : Optional.of("moved to :00 (-%d seconds)".formatted(second));
    }
  }

  /**
   * Once.
   *
   * @param second of the minute in which it fires there
   */
  record At(LocalDateTime local, int second) implements CronHpaSchedule {}

  /** It will not fire again. */
  record Over(String note) implements CronHpaSchedule {}

  /** It cannot be moved. */
  record Refused(String why) implements CronHpaSchedule {}

  static CronHpaSchedule of(String text, boolean once, ZoneId zone, Instant now) {
    CronHpaSchedule plain = text.startsWith("@") ? word(text, zone, now) : fields(text, zone, now);
    return plain instanceof Start start && once ? first(start, zone, now) : plain;
  }

  private static CronHpaSchedule word(String text, ZoneId zone, Instant now) {
    if (text.startsWith("@every")) {
      return new Refused(text + ": no anchor on a clock; write a cron expression");
    }
    if (!text.startsWith("@date ")) {
      return Cron.read(text) instanceof CronReading.Understood
          ? new Start(text, 0)
          : new Refused(text + ": not a schedule");
    }
    try {
      LocalDateTime at = LocalDateTime.parse(text.substring(6).strip().replace(' ', 'T'));
      return LocalClock.begin(at, zone).isAfter(now)
          ? new At(at, at.getSecond())
          : new Over(at + " is past; CronHPA would have fired again next year");
    } catch (DateTimeParseException notATime) {
      return new Refused(text + ": no date such as 2026-11-11 00:00:00");
    }
  }

  private static CronHpaSchedule fields(String text, ZoneId zone, Instant now) {
    List<String> fields = List.of(text.strip().split("\\s+", -1));
    if (fields.size() == 5) {
      return new Refused(bothReadings(text, fields, zone, now));
    }
    if (fields.size() != 6) {
      return new Refused("\"%s\" has %d fields instead of six".formatted(text, fields.size()));
    }
    String second = fields.getFirst();
    if (!second.matches("[0-5]?[0-9]")) {
      return new Refused(
          "\"%s\" fires several times a minute (seconds %s)".formatted(text, second));
    }
    if (fields.getLast().contains("7")) {
      return new Refused(
          "\"%s\": CronHPA never ran it, its week is 0-6 or SUN-SAT".formatted(text));
    }
    // A question mark is a star there, in any field.
    String cron = String.join(" ", fields.subList(1, 6)).replace('?', '*');
    return switch (Cron.read(cron)) {
      case CronReading.Refused(var _, String why) -> new Refused("\"%s\": %s".formatted(text, why));
      case CronReading.Understood _ -> new Start(cron, Integer.parseInt(second));
    };
  }

  private static CronHpaSchedule first(Start start, ZoneId zone, Instant now) {
    LocalDateTime local = LocalDateTime.ofInstant(now, zone);
    return Cron.read(start.cron()) instanceof CronReading.Understood(Cron cron)
        ? cron.next(local)
            .<CronHpaSchedule>map(at -> new At(at, start.second()))
            .orElseGet(() -> new Refused(start.cron() + " never comes"))
        : new Refused(start.cron() + ": not a schedule");
  }

  /** Five fields were probably meant as cron means them, but CronHPA took seconds first. */
  private static String bothReadings(String text, List<String> fields, ZoneId zone, Instant now) {
    String asCronHpa = String.join(" ", fields.subList(1, 5)) + " *";
    return "\"%s\" has five fields: CronHPA reads second minute hour day month%s, cron reads minute hour day month weekday%s; write the one that is meant: \"%s *\" or \"0 %s\""
        .formatted(text, next(asCronHpa, zone, now), next(text, zone, now), text, text);
  }

  private static String next(String cron, ZoneId zone, Instant now) {
    return Cron.read(cron.replace('?', '*')) instanceof CronReading.Understood(Cron understood)
        ? understood
            .next(LocalDateTime.ofInstant(now, zone))
            .map(at -> " (next " + at + ")")
            .orElse(" (never)")
        : " (which it cannot be)";
  }
}
