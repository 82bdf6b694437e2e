package io.windlass.oam.trait;

import io.windlass.core.model.Json;
import io.windlass.core.model.Quantity;
import io.windlass.oam.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what an autoscaler looks at, in the shape of HorizontalPodAutoscalers. Stateless. */
final class Metrics {
  private Metrics() {}

  /** CPU of 80 % if nothing is asked for. */
  static List<Json.Obj> read(Node properties) {
    List<Json.Obj> metrics = new ArrayList<>();
    resource(properties, "cpu", properties.first("cpu", "cpuUtil")).ifPresent(metrics::add);
    resource(properties, "memory", properties.first("memory", "mem")).ifPresent(metrics::add);
    for (Node item : properties.items("podCustomMetrics")) {
      item.only("name", "value");
      Json.Obj metric = Json.Obj.EMPTY.with("name", item.requiredText("name"));
      Json.Obj target = Json.Obj.EMPTY.with("type", "AverageValue");
      target = target.with("averageValue", item.scalar("value").orElse("0"));
      Json.Obj pods = Json.Obj.EMPTY.with("metric", metric).with("target", target);
      metrics.add(Json.Obj.EMPTY.with("type", "Pods").with("pods", pods));
    }
    if (metrics.isEmpty()) {
      metrics.add(of("cpu", utilization(80)));
    }
    return metrics;
  }

  private static Optional<Json.Obj> resource(Node properties, String name, String field) {
    if (!properties.has(field)) {
      return Optional.empty();
    }
    if (properties.raw(field).orElseThrow() instanceof Json.Obj) {
      return shaped(properties.child(field)).map(target -> of(name, target));
    }
    return properties.whole(field, 1, 1000).map(percent -> of(name, utilization(percent)));
  }

  private static Optional<Json.Obj> shaped(Node metric) {
    metric.only("type", "value");
    boolean amount =
        metric.word("type", "Utilization", "AverageValue").equals(Optional.of("AverageValue"));
    if (!amount) {
      return metric.whole("value", 1, 1000).map(Metrics::utilization);
    }
    Optional<Quantity> value = metric.raw("value").flatMap(Quantity::of);
    if (value.isEmpty()) {
      metric.errorAt("value", Node.INVALID, metric.show("value") + " is no amount");
    }
    return value.map(
        it -> Json.Obj.EMPTY.with("type", "AverageValue").with("averageValue", it.text()));
  }

  private static Json.Obj utilization(int percent) {
    return Json.Obj.EMPTY.with("type", "Utilization").with("averageUtilization", Json.of(percent));
  }

  private static Json.Obj of(String name, Json.Obj target) {
    return Json.Obj.EMPTY
        .with("type", "Resource")
        .with("resource", Json.Obj.EMPTY.with("name", name).with("target", target));
  }
}
