package io.windlass.core.autoscaling.observe;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Selector.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where to ask for a metric.
 *
 * @param described apiVersion, kind and name of the object that it is about, where there is one
 */
public record MetricSource(MetricSpec metric, Selector selector, Json.Obj described) {

  /** The sources of these metrics, in their order, as the object's document writes them. */
  public static List<MetricSource> of(Json.Obj object, List<MetricSpec> metrics) {
    Map<String, Json> byName = new HashMap<>();
    for (Json each : object.items("spec", "metrics")) {
      byName.put(each.text("name").orElse(""), each);
    }
    return metrics.stream()
        .map(metric -> of(metric, byName.getOrDefault(metric.name(), Json.Obj.EMPTY)))
        .toList();
  }

  private static MetricSource of(MetricSpec metric, Json document) {
    String field =
        switch (metric.kind()) {
          case PODS -> "pods";
          case OBJECT -> "object";
          case EXTERNAL -> "external";
          case RESOURCE, CONTAINER_RESOURCE -> "resource";
        };
    Json.Obj source = document.object(field);
    return new MetricSource(
        metric,
        Selector.read(source.object("metric", "selector"), "selector", new ArrayList<>()),
        source.object("describedObject"));
  }

  /** The selector as a query writes it, empty if it selects everything. */
  public String query() {
    return String.join(",", selector.requirements().stream().map(Requirement::text).toList());
  }
}
