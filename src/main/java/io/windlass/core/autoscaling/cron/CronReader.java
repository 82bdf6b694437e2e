package io.windlass.core.autoscaling.cron;

import io.windlass.core.autoscaling.cron.CronReading.Refused;
import io.windlass.core.autoscaling.cron.CronReading.Understood;
import io.windlass.core.autoscaling.cron.CronReading.Why;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads cron expressions. Stateless. */
final class CronReader {
  private static final Map<String, String> MACROS =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final Map<String, String> INSTEAD =
      Map.of(
          "@every", "it has no place on a clock; use a cron expression and a duration",
          "@reboot", "a window has no start-up; use a cron expression",
          "@date", "use at with a full local date and time");

  private static final List<CronField> FIELDS = List.of(CronField.values());

  private CronReader() {}

  static CronReading read(String text) {
    String stripped = text.strip();
    if (stripped.startsWith("@")) {
      return macro(stripped);
    }
    List<String> fields = List.of(stripped.split("\\s+", -1));
    if (fields.size() == 6) {
      return new Refused(
          Why.SIX_FIELDS,
          "six fields, but seconds are not supported; did you paste a CronHPA schedule? Five fields"
              + " are: minute hour day-of-month month day-of-week");
    }
    if (fields.size() != 5) {
      return new Refused(
          Why.MALFORMED,
          "%d field%s instead of five: minute hour day-of-month month day-of-week"
              .formatted(
                  stripped.isEmpty() ? 0 : fields.size(),
                  fields.size() == 1 && !stripped.isEmpty() ? "" : "s"));
    }
    return fields(fields);
  }

  private static CronReading macro(String text) {
    String name = text.split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    if (INSTEAD.containsKey(name)) {
      return new Refused(Why.UNSUPPORTED, name + " is not supported: " + INSTEAD.get(name));
    }
    String meant = MACROS.get(text.toLowerCase(Locale.ROOT));
    return meant == null
        ? new Refused(
            Why.MALFORMED,
            "unknown " + text + "; there are @hourly, @daily, @weekly, @monthly and @yearly")
        : read(meant);
  }

  private static CronReading fields(List<String> fields) {
    long[] masks = new long[5];
    for (int i = 0; i < masks.length; i++) {
      FieldReading reading = new FieldReading(FIELDS.get(i), i + 1, fields.get(i));
      Optional<Refused> refused = reading.refusal();
      if (refused.isPresent()) {
        return refused.get();
      }
      masks[i] = reading.mask();
    }
    long week = masks[4];
    long sundayAtZero = (week | (week >> 7)) & 0x7f;
    return new Understood(
        new Cron(
            masks[0],
            masks[1],
            masks[2],
            masks[3],
            sundayAtZero,
            fields.get(2).startsWith("*") || fields.get(4).startsWith("*")));
  }
}
