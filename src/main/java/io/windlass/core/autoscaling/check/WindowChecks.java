package io.windlass.core.autoscaling.check;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.schedule.Begin;
import io.windlass.core.autoscaling.schedule.Days;
import io.windlass.core.autoscaling.schedule.Finish;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec;
import io.windlass.core.autoscaling.spec.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks of one window at a time. */
record WindowChecks(Window window, Schedule schedule, LocalDateTime now, List<Finding> found) {
  private static final int FIRINGS = 500;

  static List<Finding> of(AutoscalerSpec spec, Instant now) {
    Schedule schedule = spec.rules().schedule();
    List<Finding> found = new ArrayList<>();
    for (Window window : schedule.windows()) {
      LocalDateTime local = LocalDateTime.ofInstant(now, window.zone());
      new WindowChecks(window, schedule, local, found).check();
    }
    return found;
  }

  private void check() {
    if (window.begin() instanceof Begin.Each(Cron cron)) {
      rareness(cron, "start");
      eitherDay(cron, "start");
      alwaysActive(cron);
    }
    if (window.finish() instanceof Finish.At(Cron end)) {
      eitherDay(end, "end");
      endlessOrEmpty(end);
    }
    fixedOffset();
    boundsAgainstBaseline();
    exclusions();
    validity();
  }

  private void rareness(Cron cron, String field) {
    List<LocalDateTime> next = firings(cron, 3);
    boolean rare =
        next.size() == 3
            && Duration.between(next.get(0), next.get(1)).toDays() > 366
            && Duration.between(next.get(1), next.get(2)).toDays() > 366;
    if (rare) {
      warn(5, field, "comes less than once a year: " + words(next));
    }
  }

  private void eitherDay(Cron cron, String field) {
    if (cron.eitherDay()) {
      warn(
          6,
          field,
          "day of month and day of week are both restricted, so either suffices: "
              + firings(cron, 5).stream()
                  .map(at -> at.toLocalDate().toString())
                  .collect(Collectors.joining(", ")));
    }
  }

  private void endlessOrEmpty(Cron end) {
    if (window.begin() instanceof Begin.Each(Cron start)
        && firings(start, FIRINGS).equals(firings(end, FIRINGS))) {
      reject(13, "end", "always comes with start: the window would be empty or endless");
    }
  }

  private void alwaysActive(Cron cron) {
    if (window.finish() instanceof Finish.After(Duration lasts)) {
      List<LocalDateTime> starts = firings(cron, 64);
      boolean always = starts.size() == 64;
      for (int i = 1; i < starts.size(); i++) {
        always &= Duration.between(starts.get(i - 1), starts.get(i)).compareTo(lasts) <= 0;
      }
      if (always) {
        warn(14, "duration", "begins again before it ends: always active");
      }
    }
  }

  private void fixedOffset() {
    if (window.zone().getId().matches("Etc/GMT[+-][0-9]+")) {
      warn(
          8,
          "timeZone",
          "%s knows no summer time, and its sign is reversed: it is UTC%s"
              .formatted(window.zone(), window.zone().getRules().getOffset(Instant.EPOCH)));
    }
  }

  private void boundsAgainstBaseline() {
    window
        .floor()
        .ifPresent(
            floor -> {
              if (floor > schedule.maxReplicas() && window.ceiling().isEmpty()) {
                reject(
                    17,
                    "bounds.minReplicas",
                    "%d is above spec.maxReplicas %d: add bounds.maxReplicas"
                        .formatted(floor, schedule.maxReplicas()));
              }
            });
    window
        .ceiling()
        .ifPresent(
            ceiling -> {
              if (ceiling < schedule.minReplicas() && window.floor().isEmpty()) {
                reject(
                    17,
                    "bounds.maxReplicas",
                    "%d is below spec.minReplicas %d: add bounds.minReplicas"
                        .formatted(ceiling, schedule.minReplicas()));
              }
            });
  }

  private void exclusions() {
    Days days = window.days();
    boolean onlyDates =
        days.annually().isEmpty() && days.weekdays().isEmpty() && days.calendars().isEmpty();
    LocalDate today = now.toLocalDate();
    if (onlyDates
        && !days.excluded().isEmpty()
        && days.excluded().stream().allMatch(span -> span.to().isBefore(today))) {
      warn(26, "excludeDates", "all of them are in the past");
    }
    Optional<LocalDateTime> unrestricted = window.begin().next(now, _ -> true);
    Optional<LocalDateTime> left =
        window.begin().next(now, day -> !days.isExcluded(day, schedule.calendars()));
    if (unrestricted.isPresent() && left.isEmpty()) {
      warn(27, "excludeDates", "no occurrence is left");
    }
  }

  private void validity() {
    window
        .days()
        .validUntil()
        .filter(until -> until.isBefore(now.toLocalDate()))
        .ifPresent(
            until ->
                found.add(
                    Finding.condition(
                        29, path("validUntil"), "%s has passed: it is ignored".formatted(until))));
  }

  private List<LocalDateTime> firings(Cron cron, int most) {
    List<LocalDateTime> firings = new ArrayList<>();
    Optional<LocalDateTime> next = cron.next(now);
    while (next.isPresent() && firings.size() < most) {
      firings.add(next.get());
      next = cron.next(next.get());
    }
    return firings;
  }

  private static String words(List<LocalDateTime> times) {
    return times.stream().map(LocalDateTime::toString).collect(Collectors.joining(", "));
  }

  private String path(String field) {
    return "spec.windows[%s].%s".formatted(window.name(), field);
  }

  private void warn(int code, String field, String message) {
    found.add(Finding.warn(code, path(field), message));
  }

  private void reject(int code, String field, String message) {
    found.add(Finding.reject(code, path(field), message));
  }
}
