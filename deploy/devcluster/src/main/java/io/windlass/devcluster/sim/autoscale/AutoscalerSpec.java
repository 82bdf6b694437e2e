package io.windlass.devcluster.sim.autoscale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A HorizontalPodAutoscaler ({@code autoscaling/v2}) as its controller reads it. Immutable. */
record AutoscalerSpec(
    Meta meta,
    Target target,
    Limits.Bounds bounds,
    List<MetricSpec> metrics,
    Optional<Behavior> behavior) {

  AutoscalerSpec {
    metrics = List.copyOf(metrics);
  }

  /** {@code scaleTargetRef}. */
  record Target(String apiVersion, String kind, String name) {
    String group() {
      int slash = apiVersion.indexOf('/');
      return slash < 0 ? "" : apiVersion.substring(0, slash);
    }
  }

  static AutoscalerSpec of(ObjectNode autoscaler) {
    JsonNode spec = autoscaler.path("spec");
    JsonNode ref = spec.path("scaleTargetRef");
    List<MetricSpec> metrics = new ArrayList<>();
    spec.path("metrics").forEach(m -> metrics.add(MetricSpec.of(m)));
    JsonNode behavior = spec.path("behavior");
    return new AutoscalerSpec(
        Meta.of(autoscaler),
        new Target(
            ref.path("apiVersion").asText(), ref.path("kind").asText(), ref.path("name").asText()),
        new Limits.Bounds(spec.path("minReplicas").asInt(1), spec.path("maxReplicas").asInt()),
        metrics,
        behavior.isObject() ? Optional.of(Behavior.of(behavior)) : Optional.empty());
  }
}
