package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.autoscaling.schedule.Begin;
import io.windlass.core.autoscaling.schedule.Finish;
import io.windlass.core.autoscaling.schedule.Window;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Reads one window. */
record WindowReader(Node node, ZoneId defaultZone) {
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final LocalDateTime ANY_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);

  private record Bounds(OptionalLong floor, OptionalLong ceiling) {}

  /** Empty if it cannot be told when it begins or ends. */
  Optional<Window> window() {
    Optional<Begin> begin = begin();
    Optional<Finish> finish = finish();
    Bounds bounds = bounds();
    ZoneId zone = zone();
    Duration lead = node.duration("lead", Duration.ZERO);
    Duration release = node.child("release").duration("over", Duration.ZERO);
    int priority = (int) node.number("priority", -1000, 1000, 48).orElse(0);
    var days = new DaysReader(node).days();
    if (begin.isEmpty() || finish.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Window(
            node.text("name").orElse(""),
            priority,
            begin.get(),
            finish.get(),
            bounds.floor(),
            bounds.ceiling(),
            zone,
            lead,
            release,
            days,
            node.flag("suspend", false)));
  }

  private Optional<Begin> begin() {
    if (node.has("start") == node.has("at")) {
      node.reject(11, "", "a window begins with either start or at");
      return Optional.empty();
    }
    return node.has("start") ? cron("start").map(Begin.Each::new) : at();
  }

  private Optional<Begin> at() {
    try {
      return Optional.of(new Begin.Once(LocalDateTime.parse(node.text("at").orElse(""))));
    } catch (DateTimeParseException notATime) {
      node.reject(11, "at", node.show("at") + " is no local time such as 2026-11-11T00:00:00");
      return Optional.empty();
    }
  }

  private Optional<Finish> finish() {
    boolean untilNext = node.flag("untilNext", false);
    long ways =
        Stream.of(node.has("duration"), node.has("end"), untilNext).filter(way -> way).count();
    if (ways != 1) {
      node.reject(11, "", "a window lasts for one of duration, end and untilNext");
      return Optional.empty();
    }
    if (untilNext) {
      return Optional.of(new Finish.UntilNext());
    }
    return node.has("end") ? cron("end").map(Finish.At::new) : duration();
  }

  private Optional<Finish> duration() {
    Duration lasts = node.duration("duration", Duration.ofMinutes(1));
    if (lasts.compareTo(Duration.ofMinutes(1)) < 0 || lasts.compareTo(LONGEST) > 0) {
      node.reject(
          12, "duration", node.show("duration") + " is not between 1m and 8784h (366 days)");
      return Optional.empty();
    }
    return Optional.of(new Finish.After(lasts));
  }

  private Optional<Cron> cron(String field) {
    return switch (Cron.read(node.text(field).orElse(""))) {
      case CronReading.Refused(CronReading.Why kind, String why) -> {
        node.reject(code(kind), field, why);
        yield Optional.empty();
      }
      case CronReading.Understood(Cron cron) -> {
        if (cron.next(ANY_DAY).isEmpty()) {
          node.reject(4, field, node.show(field) + " never comes: no such date in eight years");
          yield Optional.empty();
        }
        yield Optional.of(cron);
      }
    };
  }

  private static int code(CronReading.Why kind) {
    return switch (kind) {
      case MALFORMED -> 1;
      case SIX_FIELDS -> 2;
      case UNSUPPORTED -> 3;
    };
  }

  private Bounds bounds() {
    if (node.has("replicas") == node.has("bounds")) {
      node.reject(15, "", "a window sets either bounds or replicas");
    }
    OptionalLong both = node.number("replicas", 0, Integer.MAX_VALUE, 18);
    if (node.has("replicas")) {
      return new Bounds(both, both);
    }
    Node bounds = node.child("bounds");
    OptionalLong min = bounds.number("minReplicas", 0, Integer.MAX_VALUE, 18);
    OptionalLong max = bounds.number("maxReplicas", 1, Integer.MAX_VALUE, 18);
    if (min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong()) {
      bounds.reject(
          16,
          "minReplicas",
          "%d is above maxReplicas %d".formatted(min.getAsLong(), max.getAsLong()));
    }
    if (node.has("bounds") && min.isEmpty() && max.isEmpty()) {
      bounds.reject(15, "", "sets neither minReplicas nor maxReplicas");
    }
    return new Bounds(min, max);
  }

  private ZoneId zone() {
    Optional<String> name = node.text("timeZone");
    Optional<ZoneId> zone = name.flatMap(Zones::find);
    if (name.isPresent() && zone.isEmpty()) {
      node.reject(7, "timeZone", Zones.refusal(name.get()));
    }
    return zone.orElse(defaultZone);
  }
}
