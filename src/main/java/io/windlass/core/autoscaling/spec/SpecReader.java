package io.windlass.core.autoscaling.spec;

import io.windlass.core.autoscaling.decide.AutoscalerRules;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Fallback;
import io.windlass.core.autoscaling.decide.AutoscalerRules.Mode;
import io.windlass.core.autoscaling.decide.AutoscalerRules.SchedulePolicy;
import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.MetricTarget;
import io.windlass.core.autoscaling.schedule.Calendars;
import io.windlass.core.autoscaling.schedule.Schedule;
import io.windlass.core.autoscaling.schedule.Window;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.ConflictPolicy;
import io.windlass.core.autoscaling.spec.AutoscalerSpec.Target;
import io.windlass.core.model.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one object; used once. */
final class SpecReader {
  private static final int MOST_WINDOWS = 64;
  private static final int MOST_METRICS = 16;

  private final List<Finding> faults = new ArrayList<>();
  private final Json.Obj object;
  private final Node spec;

  SpecReader(Json.Obj object) {
    this.object = object;
    spec = new Node(object.object("spec"), "spec", faults);
  }

  ReadAutoscaler read() {
    String name = object.text("metadata", "name").orElse("");
    if (name.length() > 63) {
      faults.add(
          Finding.reject(
              52, "metadata.name", "%d characters, at most 63".formatted(name.length())));
    }
    AutoscalerSpec whole =
        new AutoscalerSpec(
            target(),
            spec.text("timeZone").flatMap(Zones::find).orElse(ZoneId.of("Etc/UTC")),
            rules(),
            spec.word("overlap", Map.of("Reject", false, "Widest", true), false, 20),
            spec.word(
                "conflictPolicy",
                Map.of(
                    "Enforce", ConflictPolicy.ENFORCE,
                    "Yield", ConflictPolicy.YIELD,
                    "Warn", ConflictPolicy.WARN),
                ConflictPolicy.ENFORCE,
                42),
            spec.child("takeover").text("hpa"),
            spec.word("onDelete", Map.of("Keep", false, "Baseline", true), false, 42),
            (int) spec.number("historyLimit", 0, 100, 48).orElse(20));
    return new ReadAutoscaler(whole, faults);
  }

  private Target target() {
    Node target = spec.child("scaleTargetRef");
    for (String field : List.of("apiVersion", "kind", "name")) {
      if (target.text(field).orElse("").isEmpty()) {
        target.reject(31, field, "is missing");
      }
    }
    return new Target(
        target.text("apiVersion").orElse(""),
        target.text("kind").orElse(""),
        target.text("name").orElse(""));
  }

  private AutoscalerRules rules() {
    Node policy = spec.child("schedulePolicy");
    List<Node> windows = spec.items("windows");
    return new AutoscalerRules(
        spec.word(
            "mode",
            Map.of("Active", Mode.ACTIVE, "DryRun", Mode.DRY_RUN, "Paused", Mode.PAUSED),
            Mode.ACTIVE,
            53),
        schedule(windows),
        metrics(),
        overrides(windows),
        new BehaviorReader(spec).behavior(),
        new SchedulePolicy(
            policy.flag("floorJump", true),
            policy.word("whenNoMetrics", Map.of("Floor", false, "Free", true), false, 48)),
        fallback());
  }

  private Optional<Fallback> fallback() {
    Node fallback = spec.child("fallback");
    return spec.has("fallback")
        ? Optional.of(
            new Fallback(
                fallback.number("failureThreshold", 1, Integer.MAX_VALUE, 48).orElse(3),
                fallback.number("replicas", 0, Integer.MAX_VALUE, 18).orElse(0)))
        : Optional.empty();
  }

  private Schedule schedule(List<Node> nodes) {
    long min = spec.number("minReplicas", 0, Integer.MAX_VALUE, 18).orElse(1);
    if (!spec.has("maxReplicas")) {
      spec.reject(18, "maxReplicas", "is missing");
    }
    long max = spec.number("maxReplicas", 1, Integer.MAX_VALUE, 18).orElse(Math.max(1, min));
    if (min > max) {
      spec.reject(16, "minReplicas", "%d is above maxReplicas %d".formatted(min, max));
    }
    limit(nodes, "windows", MOST_WINDOWS);
    ZoneId zone = zone();
    List<Window> windows = new ArrayList<>();
    for (Node node : nodes) {
      new WindowReader(node, zone).window().ifPresent(windows::add);
    }
    return new Schedule(windows, min, max, Calendars.NONE);
  }

  private ZoneId zone() {
    String name = spec.text("timeZone").orElse("Etc/UTC");
    Optional<ZoneId> zone = Zones.find(name);
    if (zone.isEmpty()) {
      spec.reject(7, "timeZone", Zones.refusal(name));
    }
    return zone.orElse(ZoneId.of("Etc/UTC"));
  }

  private List<MetricSpec> metrics() {
    List<Node> nodes = spec.items("metrics");
    limit(nodes, "metrics", MOST_METRICS);
    return nodes.stream().flatMap(node -> new MetricReader(node).metric().stream()).toList();
  }

  private void limit(List<Node> nodes, String field, int most) {
    if (nodes.size() > most) {
      spec.reject(25, field, "%d of them, at most %d".formatted(nodes.size(), most));
    }
    Set<String> names = new HashSet<>();
    for (Node node : nodes) {
      String name = node.text("name").orElse("");
      if (name.isEmpty()) {
        node.reject(24, "name", "is missing");
      } else if (!names.add(name)) {
        spec.reject(24, field, "two of them are called " + name);
      }
    }
  }

  private static Map<String, Map<String, MetricTarget>> overrides(List<Node> windows) {
    Map<String, Map<String, MetricTarget>> overrides = new HashMap<>();
    for (Node window : windows) {
      Map<String, MetricTarget> targets = new HashMap<>();
      for (Node override : window.items("metricOverrides")) {
        MetricReader.target(override.child("target"))
            .ifPresent(target -> targets.put(override.text("name").orElse(""), target));
      }
      overrides.put(window.text("name").orElse(""), Map.copyOf(targets));
    }
    return overrides;
  }
}
