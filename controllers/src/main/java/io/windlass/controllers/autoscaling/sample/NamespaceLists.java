package io.windlass.controllers.autoscaling.sample;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.core.autoscaling.observe.PodRow;
import io.windlass.core.autoscaling.observe.SampleRow;
import io.windlass.core.model.Json;
import io.windlass.runtime.port.Ticker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The pods and samples of namespaces. Thread-safe; blocks where it reads. */
final class NamespaceLists {
  private final JsonApi api;
  private final Ticker ticker;
  private final SharedListing<List<PodRow>> pods;
  private final SharedListing<Map<String, SampleRow>> samples;

  NamespaceLists(JsonApi api, Ticker ticker) {
    this.api = api;
    this.ticker = ticker;
    pods = new SharedListing<>(ticker, List.of(), this::readPods);
    samples = new SharedListing<>(ticker, Map.of(), this::readSamples);
  }

  Listing<List<PodRow>> pods(String namespace) {
    return pods.of(namespace);
  }

  Listing<Map<String, SampleRow>> samples(String namespace) {
    return samples.of(namespace);
  }

  private Listing<List<PodRow>> readPods(String namespace) {
    List<PodRow> rows = new ArrayList<>();
    String failure =
        read(
            "/api/v1/namespaces/%s/pods?limit=500".formatted(JsonApi.segment(namespace)),
            pod -> rows.add(PodRow.of(pod)));
    return new Listing<>(ticker.now(), List.copyOf(rows), failure);
  }

  private Listing<Map<String, SampleRow>> readSamples(String namespace) {
    Map<String, SampleRow> rows = new HashMap<>();
    String failure =
        read(
            "/apis/metrics.k8s.io/v1beta1/namespaces/%s/pods".formatted(JsonApi.segment(namespace)),
            item -> {
              SampleRow row = SampleRow.of(item);
              rows.put(row.pod(), row);
            });
    return new Listing<>(ticker.now(), Map.copyOf(rows), failure);
  }

  /** Page by page, so that only the rows of the rest are held. */
  private String read(String path, Consumer<Json> row) {
    String next = path;
    String more = path + (path.contains("?") ? "&" : "?") + "continue=";
    while (!next.isEmpty()) {
      JsonReply reply = api.get(next);
      if (!reply.isOk()) {
        return Failures.words(path, reply);
      }
      reply.body().items("items").forEach(row);
      next =
          reply
              .body()
              .text("metadata", "continue")
              .filter(token -> !token.isEmpty())
              .map(token -> more + JsonApi.segment(token))
              .orElse("");
    }
    return "";
  }
}
