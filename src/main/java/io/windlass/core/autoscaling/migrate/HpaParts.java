package io.windlass.core.autoscaling.migrate;

import io.windlass.core.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a HorizontalPodAutoscaler says, field by field as it is here.
 *
 * @param behavior empty where it has none, which is not the same as an empty one
 */
record HpaParts(
    String name,
    Json.Obj target,
    long minReplicas,
    long maxReplicas,
    List<Json.Obj> metrics,
    Optional<Json.Obj> behavior) {
  private static final Set<String> READ = Set.of("autoscaling/v2", "autoscaling/v2beta2");
  private static final Map<String, String> FIELDS =
      Map.of(
          "Resource", "resource",
          "ContainerResource", "containerResource",
          "Pods", "pods",
          "Object", "object",
          "External", "external");

  static HpaParts of(Json.Obj hpa, Draft draft) {
    String version = hpa.text("apiVersion").orElse("");
    boolean first = version.equals("autoscaling/v1");
    if (!first && !READ.contains(version)) {
      draft.refuse("an HPA of %s: read it as autoscaling/v2", version);
    }
    return new HpaParts(
        hpa.text("metadata", "name").orElse(""),
        hpa.object("spec", "scaleTargetRef"),
        hpa.number("spec", "minReplicas").orElse(1L),
        hpa.number("spec", "maxReplicas").orElse(0L),
        first ? List.of(cpu(hpa, draft)) : metrics(hpa, draft),
        hpa.at("spec", "behavior").filter(Json.Obj.class::isInstance).map(Json.Obj.class::cast));
  }

  private static List<Json.Obj> metrics(Json.Obj hpa, Draft draft) {
    List<Json> given = hpa.items("spec", "metrics");
    if (given.isEmpty()) {
      return List.of(cpu(hpa, draft));
    }
    List<Json.Obj> metrics = new ArrayList<>();
    for (Json metric : given) {
      String type = metric.text("type").orElse("");
      if (!FIELDS.containsKey(type)) {
        draft.refuse("a metric of type \"%s\"", type);
        continue;
      }
      String field = FIELDS.getOrDefault(type, "");
      Json.Obj source = metric.object(field);
      metrics.add(
          Json.Obj.EMPTY.with("name", name(source, draft)).with("type", type).with(field, source));
    }
    return metrics;
  }

  /** The only metric of an HPA that names none. */
  private static Json.Obj cpu(Json.Obj hpa, Draft draft) {
    long percent = hpa.number("spec", "targetCPUUtilizationPercentage").orElse(80L);
    Json.Obj target =
        Json.Obj.EMPTY.with("type", "Utilization").with("averageUtilization", Json.of(percent));
    return Json.Obj.EMPTY
        .with("name", draft.unique("cpu", "cpu"))
        .with("type", "Resource")
        .with("resource", Json.Obj.EMPTY.with("name", "cpu").with("target", target));
  }

  private static String name(Json.Obj source, Draft draft) {
    String subject = source.text("name").or(() -> source.text("metric", "name")).orElse("");
    String whole = source.text("container").map(it -> subject + "-" + it).orElse(subject);
    return draft.unique(whole.toLowerCase(Locale.ROOT), "metric");
  }

  /** The part of a spec that is copied: target, bounds, metrics, behavior and the takeover. */
  Json.Obj spec() {
    Json.Obj spec =
        Json.Obj.EMPTY
            .with("scaleTargetRef", target)
            .with("mode", "DryRun")
            .with("minReplicas", Json.of(minReplicas))
            .with("maxReplicas", Json.of(maxReplicas))
            .with("metrics", Json.of(metrics))
            .with("takeover", Json.Obj.EMPTY.with("hpa", name));
    return behavior.map(it -> spec.with("behavior", it)).orElse(spec);
  }
}
