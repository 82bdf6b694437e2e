package io.windlass.controllers.autoscaling.sample;

import io.windlass.controllers.adapter.fabric8.JsonApi;
import io.windlass.controllers.adapter.fabric8.JsonReply;
import io.windlass.controllers.autoscaling.scale.Kinds;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.autoscaling.observe.LabelExpression;
import io.windlass.core.autoscaling.observe.MetricSource;
import io.windlass.core.autoscaling.observe.PodRow;
import io.windlass.core.autoscaling.observe.PodTable;
import io.windlass.core.autoscaling.observe.SampleRow;
import io.windlass.core.autoscaling.observe.ScaleView;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.runtime.port.Ticker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the metrics of an autoscaler; one that cannot be had is {@link Reading.Unavailable}, and
 * keeps no other from being read. Thread-safe; blocks.
 */
public final class Readings {
  private final NamespaceLists lists;
  private final CustomMetrics custom;

  public Readings(JsonApi api, Kinds kinds, Ticker ticker) {
    lists = new NamespaceLists(api, ticker);
    custom = new CustomMetrics(api, kinds, ticker);
  }

  /** All readings, by the name of the metric. */
  public Map<String, Reading> of(String namespace, ScaleView scale, List<MetricSource> sources) {
    Map<String, Reading> readings = new HashMap<>();
    if (sources.isEmpty()) {
      return readings;
    }
    Optional<Selector> selector = LabelExpression.read(scale.selector());
    Listing<List<PodRow>> pods = lists.pods(namespace);
    for (MetricSource source : sources) {
      readings.put(
          source.metric().name(),
          selector.isEmpty()
              ? new Reading.Unavailable(
                  "InvalidSelector: the target's scale names no pods ('%s')"
                      .formatted(scale.selector()))
              : pods.isFailed()
                  ? new Reading.Unavailable(pods.failure())
                  : of(namespace, scale, source, PodTable.of(pods.rows(), selector.get())));
    }
    return readings;
  }

  private Reading of(String namespace, ScaleView scale, MetricSource source, PodTable pods) {
    return switch (source.metric().kind()) {
      case RESOURCE, CONTAINER_RESOURCE -> {
        Listing<Map<String, SampleRow>> samples = lists.samples(namespace);
        yield samples.isFailed()
            ? new Reading.Unavailable(samples.failure())
            : pods.resource(source.metric(), samples.rows());
      }
      case PODS ->
          read(custom.ofPods(namespace, scale.selector(), source), false)
              .map(values -> pods.custom(source.metric(), values), Reading.Unavailable::new);
      case OBJECT ->
          read(custom.ofObject(namespace, source), true)
              .map(values -> pods.whole(values, scale.statusReplicas()), Reading.Unavailable::new);
      case EXTERNAL ->
          read(custom.external(namespace, source), true)
              .map(values -> pods.whole(values, scale.statusReplicas()), Reading.Unavailable::new);
    };
  }

  private static CustomMetrics.Values read(CustomMetrics.Asked asked, boolean needsOne) {
    JsonReply reply = asked.reply();
    if (!reply.isOk()) {
      return new CustomMetrics.Values(List.of(), Failures.words(asked.path(), reply));
    }
    List<Json> items = reply.body().items("items");
    return new CustomMetrics.Values(
        items, needsOne && items.isEmpty() ? asked.path() + " has no value" : "");
  }
}
