package io.windlass.oam.trait;

import io.windlass.core.autoscaling.check.Checks;
import io.windlass.core.autoscaling.spec.Finding;
import io.windlass.core.autoscaling.spec.ReadAutoscaler;
import io.windlass.core.model.Json;
import io.windlass.oam.document.Node;
import io.windlass.oam.model.Kind;
import io.windlass.oam.model.ObjectRef;
import io.windlass.oam.render.Draft;
import io.windlass.oam.render.Rendered.Lent;
import io.windlass.oam.render.Site;
import io.windlass.oam.render.TraitReport.State;
import io.windlass.oam.render.WorkloadRenderer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Bounds that change with the time of day; with an auto-scaler beside it both are one autoscaler,
 * in which time sets floor and ceiling and load moves inside.
 *
 * @param zone name of a time zone
 * @param load the auto-scaler beside it
 */
record TimedScaler(
    int minimum,
    int maximum,
    String zone,
    List<Json.Obj> windows,
    Optional<AutoScaler> load,
    Node properties)
    implements Trait {
  private static final Kind KIND =
      new Kind("autoscaling.windlass.io/v1alpha1", "TimedPodAutoscaler");

  TimedScaler {
    windows = List.copyOf(windows);
  }

  static Optional<Trait> read(Node properties) {
    properties.only(
        "windows", "jobs", "excludeDates", "timezone", "zone", "min", "max", "workloadRef");
    String zoneField = properties.first("zone", "timezone");
    String zone = properties.text(zoneField).orElse("Etc/UTC");
    if (properties.has("windows") == properties.has("jobs")) {
      properties.errorAt("windows", Node.MISSING, "needs one of windows and jobs");
      return Optional.empty();
    }
    List<Json.Obj> windows =
        properties.has("windows")
            ? TimedWindows.windows(properties)
            : TimedWindows.jobs(properties, zoneId(properties, zoneField, zone), Instant.EPOCH);
    int minimum = properties.whole("min", 0, 1_000_000).orElse(1);
    int most =
        Math.max(
            Math.max(1, minimum), windows.stream().mapToInt(TimedScaler::most).max().orElse(1));
    int maximum = properties.whole("max", 1, 1_000_000).orElse(most);
    return Optional.of(
        new TimedScaler(minimum, maximum, zone, windows, Optional.empty(), properties));
  }

  private static ZoneId zoneId(Node properties, String field, String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      properties.errorAt(field, Node.INVALID, "\"%s\" is no time zone".formatted(zone));
      return ZoneId.of("Etc/UTC");
    }
  }

  private static int most(Json.Obj window) {
    long replicas = window.number("replicas").orElse(0L);
    long bound =
        window
            .number("bounds", "maxReplicas")
            .or(() -> window.number("bounds", "minReplicas"))
            .orElse(0L);
    return (int) Math.max(replicas, bound);
  }

  /** With the metrics and the bounds of an auto-scaler. */
  TimedScaler with(AutoScaler load) {
    return new TimedScaler(
        load.minimum(),
        Math.max(load.maximum(), maximum),
        zone,
        windows,
        Optional.of(load),
        properties);
  }

  @Override
  public TraitType type() {
    return TraitType.TIMED_SCALER;
  }

  @Override
  public Draft onto(Draft draft, Site site) {
    if (!site.served().serves(KIND)) {
      String message = "the cluster serves no TimedPodAutoscaler, so the times have no effect";
      Draft rest = load.map(it -> it.onto(draft, site)).orElse(draft);
      return rest.report(Trait.without(this, State.WAITING, message));
    }
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", draft.ref().json())
            .with("minReplicas", Json.of(minimum))
            .with("maxReplicas", Json.of(maximum))
            .with("timeZone", zone)
            .with("windows", Json.of(windows));
    boolean measured = load.isPresent() && site.environment().metricsApi();
    spec = measured ? spec.with("metrics", named(load.orElseThrow().metrics())) : spec;
    Json.Obj object = site.traitObject(KIND, site.instance().name()).with("spec", spec);
    check(object);
    Draft made =
        draft
            .lend(new Lent(WorkloadRenderer.REPLICAS, word(), Json.of(Math.max(1, minimum))))
            .with(Trait.object(site, this, object))
            .report(Trait.applied(this, ObjectRef.of(object)));
    return load.map(it -> reported(made, it, object, measured)).orElse(made);
  }

  private static Draft reported(Draft made, AutoScaler load, Json.Obj object, boolean measured) {
    return made.report(
        measured
            ? Trait.applied(load, ObjectRef.of(object))
            : Trait.without(
                load, State.NOT_OFFERED, "there are no metrics here; the times alone set bounds"));
  }

  /** Each metric under the name of what it measures, by which windows may override it. */
  private static Json named(List<Json.Obj> metrics) {
    return Json.of(
        metrics.stream()
            .map(
                metric ->
                    metric.with(
                        "name",
                        metric
                            .text("resource", "name")
                            .or(() -> metric.text("pods", "metric", "name"))
                            .orElse("metric")))
            .toList());
  }

  /** What the autoscaler's own admission would refuse is refused with the application. */
  private void check(Json.Obj object) {
    for (Finding finding : Checks.ofDocument(ReadAutoscaler.of(object), Instant.EPOCH)) {
      if (finding.rejects()) {
        properties.error("InvalidSchedule", finding.toString());
      }
    }
  }
}
