package io.windlass.devcluster.rules;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What CronJobs must be. Stateless. */
final class CronChecks {
  private static final int MOST_NAME_CHARS = 52;
  private static final Pattern MACRO =
      Pattern.compile("@(yearly|annually|monthly|weekly|daily|midnight|hourly|every \\S+)");
  private static final Pattern PART =
      Pattern.compile("(\\*|\\?|\\w+(-\\w+)?)(/\\d+)?(,(\\*|\\?|\\w+(-\\w+)?)(/\\d+)?)*");
  private static final List<int[]> BOUNDS =
      List.of(
          new int[] {0, 59},
          new int[] {0, 23},
          new int[] {1, 31},
          new int[] {1, 12},
          new int[] {0, 6});
  private static final Pattern ZONE_PART = Pattern.compile("[A-Za-z._0-9+][A-Za-z.\\-_0-9+]{0,13}");

  private CronChecks() {}

  static void cronJob(At cronJob, FaultList faults) {
    spec(cronJob.field("spec"), faults);
    At name = cronJob.field("metadata").field("name");
    if (name.text().length() > MOST_NAME_CHARS) {
      faults.invalid(name, "must be no more than 52 characters");
    }
  }

  static void spec(At spec, FaultList faults) {
    At schedule = spec.field("schedule");
    if (schedule.isBlank()) {
      faults.required(schedule);
    } else {
      schedule(schedule, faults);
    }
    faults.notNegative(spec.field("startingDeadlineSeconds"));
    if (spec.field("timeZone").isSet()) {
      timeZone(spec.field("timeZone"), faults);
    }
    faults.oneOf(spec.field("concurrencyPolicy"), List.of("Allow", "Forbid", "Replace"));
    At job = spec.field("jobTemplate").field("spec");
    JobChecks.spec(job, faults);
    if (job.field("selector").isSet()) {
      faults.invalid(job.field("selector"), "`selector` will be auto-generated");
    }
    if (job.field("manualSelector").value().asBoolean()) {
      faults.oneOf(job.field("manualSelector"), List.of("nil", "false"));
    }
    faults.notNegative(spec.field("successfulJobsHistoryLimit"));
    faults.notNegative(spec.field("failedJobsHistoryLimit"));
  }

  private static void schedule(At schedule, FaultList faults) {
    String text = schedule.text();
    if (!isSchedule(text)) {
      faults.invalid(schedule, "expected exactly 5 fields in the ranges of a crontab: " + text);
    }
    if (text.contains("TZ")) {
      faults.invalid(schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    }
  }

  private static boolean isSchedule(String text) {
    if (text.startsWith("@")) {
      return MACRO.matcher(text).matches();
    }
    List<String> fields = List.of(text.trim().split("\\s+", -1));
    if (fields.size() != BOUNDS.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      if (!isField(fields.get(i), BOUNDS.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isField(String field, int[] bounds) {
    if (!PART.matcher(field).matches()) {
      return false;
    }
    for (String number : field.replaceAll("/\\d+", "").split("[,-]", -1)) {
      boolean digits = !number.isEmpty() && number.chars().allMatch(Character::isDigit);
      if (digits && number.length() < 9) {
        int value = Integer.parseInt(number);
        if (value < bounds[0] || value > bounds[1]) {
          return false;
        }
      } else if (digits) {
        return false;
      }
    }
    return true;
  }

  private static void timeZone(At zone, FaultList faults) {
    String name = zone.text();
    if (name.isEmpty()) {
      faults.invalid(zone, "timeZone must be nil or non-empty string");
    } else if (!isZone(name)) {
      faults.invalid(zone, "unknown time zone " + name);
    } else if (name.toLowerCase(Locale.ROOT).equals("local")) {
      faults.invalid(
          zone,
          "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
    }
  }

  private static boolean isZone(String name) {
    for (String part : name.split("/", -1)) {
      if (part.equals(".") || part.equals("..") || !ZONE_PART.matcher(part).matches()) {
        return false;
      }
    }
    return name.equalsIgnoreCase("local") || ZoneId.getAvailableZoneIds().contains(name);
  }
}
