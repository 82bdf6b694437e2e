package io.windlass.controllers.autoscaling.sample;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.scale.Kinds;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.observe.MetricSource;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The APIs of custom and external metrics, in the version that their servers prefer. Thread-safe;
 * blocks.
 */
final class CustomMetrics {
  private static final String CUSTOM = "custom.metrics.k8s.io";
  private static final String EXTERNAL = "external.metrics.k8s.io";

  /** What is served is asked again after that. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final JsonApi api;
  private final Kinds kinds;
  private final Ticker ticker;
  private final Map<String, Served> served = new ConcurrentHashMap<>();

  private record Served(String version, Instant asked) {}

  /** An answer, and what was asked. */
  record Asked(String path, JsonReply reply) {}

  /** Items, or why there are none. */
  record Values(List<Json> items, String failure) {
    Reading map(Function<List<Json>, Reading> read, Function<String, Reading> fail) {
      return failure.isEmpty() ? read.apply(items) : fail.apply(failure);
    }
  }

  CustomMetrics(JsonApi api, Kinds kinds, Ticker ticker) {
    this.api = api;
    this.kinds = kinds;
    this.ticker = ticker;
  }

  Asked ofPods(String namespace, String selector, MetricSource source) {
    String path =
        "%s/namespaces/%s/pods/*/%s?labelSelector=%s"
            .formatted(
                root(CUSTOM, "v1beta2"),
                JsonApi.segment(namespace),
                JsonApi.segment(source.metric().subject()),
                JsonApi.segment(selector));
    return ask(path + and("metricLabelSelector", source));
  }

  Asked ofObject(String namespace, MetricSource source) {
    Json.Obj described = source.described();
    String name = JsonApi.segment(described.text("name").orElse(""));
    String metric = JsonApi.segment(source.metric().subject());
    String path =
        described.text("kind").filter("Namespace"::equals).isPresent()
            ? "%s/namespaces/%s/metrics/%s?".formatted(root(CUSTOM, "v1beta2"), name, metric)
            : "%s/namespaces/%s/%s/%s/%s?"
                .formatted(
                    root(CUSTOM, "v1beta2"),
                    JsonApi.segment(namespace),
                    JsonApi.segment(resource(described)),
                    name,
                    metric);
    return ask(path + and("metricLabelSelector", source));
  }

  Asked external(String namespace, MetricSource source) {
    String path =
        "%s/namespaces/%s/%s?"
            .formatted(
                root(EXTERNAL, "v1beta1"),
                JsonApi.segment(namespace),
                JsonApi.segment(source.metric().subject()));
    return ask(path + and("labelSelector", source));
  }

  private Asked ask(String path) {
    return new Asked(path, api.get(path));
  }

  private static String and(String parameter, MetricSource source) {
    String query = source.query();
    return query.isEmpty() ? "" : "&" + parameter + "=" + JsonApi.segment(query);
  }

  /** The plural with its group, {@code ingresses.networking.k8s.io}. */
  private String resource(Json.Obj described) {
    String kind = described.text("kind").orElse("");
    return switch (kinds.find(described.text("apiVersion").orElse("v1"), kind)) {
      case Kinds.Kind.Served(var found, var _) ->
          found.group().isEmpty() ? found.plural() : found.plural() + "." + found.group();
      case Kinds.Kind.Unknown _ -> kind;
    };
  }

  private String root(String group, String usual) {
    Instant now = ticker.now();
    Served known = served.get(group);
    if (known == null || !known.asked().plus(KEPT).isAfter(now)) {
      String version =
          api.get("/apis/" + group).body().text("preferredVersion", "version").orElse(usual);
      known = new Served(version, now);
      served.put(group, known);
    }
    return "/apis/" + group + "/" + known.version();
  }
}
