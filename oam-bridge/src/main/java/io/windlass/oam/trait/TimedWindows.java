package io.windlass.oam.trait;

import io.windlass.core.autoscaling.cron.Cron;
import io.windlass.core.autoscaling.cron.CronReading;
import io.windlass.core.autoscaling.migrate.CronHpaMove;
import io.windlass.core.autoscaling.migrate.Moved;
import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads times and bounds into the windows of a TimedPodAutoscaler. Stateless. */
final class TimedWindows {
  private static final String CLOCK = "([01]?[0-9]|2[0-3]):([0-5][0-9])";

  private TimedWindows() {}

  /** {@code windows}: days, from, for or to, min and max. */
  static List<Json.Obj> windows(Node properties) {
    List<Json.Obj> windows = new ArrayList<>();
    for (Node item : properties.items("windows")) {
      item.only("name", "days", "from", "for", "to", "start", "min", "max", "replicas", "zone");
      Json.Obj window = Json.Obj.EMPTY;
      window = window.with("name", item.text("name").orElse("window-" + windows.size()));
      window =
          start(item)
              .map(cron -> Json.Obj.EMPTY.with("start", cron))
              .map(it -> it)
              .orElse(Json.Obj.EMPTY)
              .with("name", window.text("name").orElseThrow());
      window = finish(item, window);
      window = bounds(item, window);
      Json.Obj before = window;
      windows.add(item.text("zone").map(zone -> before.with("timeZone", zone)).orElse(before));
    }
    return windows;
  }

  private static Optional<String> start(Node item) {
    if (item.has("start")) {
      return cron(item, "start", item.text("start").orElse(""));
    }
    if (!item.has("from")) {
      item.missing("from");
      return Optional.empty();
    }
    return clock(item, "from", days(item)).flatMap(text -> cron(item, "from", text));
  }

  private static String days(Node item) {
    if (item.raw("days").orElse(Json.Null.VALUE) instanceof Json.Arr) {
      return String.join(",", item.texts("days")).toUpperCase(Locale.ROOT);
    }
    return item.text("days").orElse("*").toUpperCase(Locale.ROOT);
  }

  private static Optional<String> clock(Node item, String field, String days) {
    String text = item.text(field).orElse("");
    if (!text.matches(CLOCK)) {
      item.errorAt(field, Node.INVALID, item.show(field) + " is no time such as 08:00");
      return Optional.empty();
    }
    int colon = text.indexOf(':');
    return Optional.of(
        "%d %d * * %s"
            .formatted(
                Integer.parseInt(text.substring(colon + 1)),
                Integer.parseInt(text.substring(0, colon)),
                days));
  }

  private static Optional<String> cron(Node item, String field, String text) {
    if (Cron.read(text) instanceof CronReading.Refused(var _, String why)) {
      item.errorAt(field, Node.INVALID, why);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static Json.Obj finish(Node item, Json.Obj window) {
    if (item.has("for") == item.has("to")) {
      item.errorAt("for", Node.INVALID, "a window lasts for one of for and to");
      return window;
    }
    if (item.has("for")) {
      return window.with("duration", item.requiredText("for"));
    }
    return clock(item, "to", "*").map(cron -> window.with("end", cron)).orElse(window);
  }

  private static Json.Obj bounds(Node item, Json.Obj window) {
    Optional<Integer> replicas = item.whole("replicas", 0, 1_000_000);
    if (replicas.isPresent()) {
      return window.with("replicas", Json.of(replicas.get()));
    }
    Optional<Integer> min = item.whole("min", 0, 1_000_000);
    Optional<Integer> max = item.whole("max", 1, 1_000_000);
    Json.Obj bounds = Json.Obj.EMPTY;
    bounds = min.isPresent() ? bounds.with("minReplicas", Json.of(min.get())) : bounds;
    bounds = max.isPresent() ? bounds.with("maxReplicas", Json.of(max.get())) : bounds;
    if (bounds.fields().isEmpty()) {
      item.errorAt("min", Node.MISSING, "a window sets min, max or replicas");
    } else if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
      item.errorAt("min", Node.INVALID, "%d is above max %d".formatted(min.get(), max.get()));
    }
    return window.with("bounds", bounds);
  }

  /** {@code jobs} of a CronHorizontalPodAutoscaler, by the rules of its import. */
  static List<Json.Obj> jobs(Node properties, ZoneId zone, Instant since) {
    Json.Obj target =
        Json.Obj.EMPTY
            .with("apiVersion", "apps/v1")
            .with("kind", "Deployment")
            .with("name", "workload");
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", target)
            .with("jobs", Json.of(properties.json().items("jobs")))
            .with("excludeDates", Json.of(properties.json().items("excludeDates")));
    Json.Obj source =
        new Json.Obj(Map.of("metadata", Json.Obj.EMPTY.with("name", "workload"), "spec", spec));
    Moved moved = new CronHpaMove(source, zone, since).move();
    moved.refusals().forEach(why -> properties.errorAt("jobs", Node.INVALID, why));
    moved.notes().stream()
        .distinct()
        .forEach(note -> properties.warnAt("jobs", "MovedSchedule", note));
    List<Json.Obj> windows = new ArrayList<>();
    moved.object().items("spec", "windows").forEach(window -> windows.add(window.object()));
    return windows;
  }
}
