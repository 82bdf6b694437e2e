package io.windlass.core.autoscaling.observe;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.PodReading;
import io.windlass.core.autoscaling.metric.PodReading.Sample;
import io.windlass.core.autoscaling.metric.Reading;
import io.windlass.core.model.Json;
import io.windlass.core.model.Selector;
import io.windlass.core.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Pods of one target, and what metrics say of them. */
public record PodTable(List<PodRow> pods) {
  private static final long USUAL_WINDOW_SECONDS = 60;

  public PodTable {
    pods = List.copyOf(pods);
  }

  /** Those of these pods that a selector picks. */
  public static PodTable of(List<PodRow> pods, Selector selector) {
    return new PodTable(pods.stream().filter(pod -> selector.matches(pod.labels())).toList());
  }

  /** How many run and are ready. */
  public long ready() {
    return pods.stream().filter(PodRow::isReady).count();
  }

  /** CPU or memory, of all containers or of one. */
  public Reading resource(MetricSpec metric, Map<String, SampleRow> samples) {
    Map<String, Sample> measured = new HashMap<>();
    for (PodRow pod : pods) {
      Optional.ofNullable(samples.get(pod.name()))
          .ifPresent(
              row -> {
                OptionalLong milli = row.milli(metric.subject(), metric.container());
                if (milli.isPresent()) {
                  measured.put(pod.name(), new Sample(milli.getAsLong(), row.at(), row.window()));
                }
              });
    }
    return reading(metric, measured);
  }

  /** A metric of its own of each pod: the items of a {@code MetricValueList}. */
  public Reading custom(MetricSpec metric, List<Json> values) {
    Map<String, Sample> measured = new HashMap<>();
    for (Json value : values) {
      OptionalLong milli = Amounts.milli(value.at("value"));
      if (milli.isPresent()) {
        measured.put(
            value.text("describedObject", "name").orElse(""),
            new Sample(milli.getAsLong(), at(value), window(value)));
      }
    }
    return reading(metric, measured);
  }

  /** The sum of one or many figures about the whole. */
  public Reading whole(List<Json> values, long replicas) {
    long total = 0;
    for (Json value : values) {
      OptionalLong milli = Amounts.milli(value.at("value"));
      if (milli.isEmpty()) {
        return new Reading.Unavailable("a value could not be read");
      }
      total = saturated(total, milli.getAsLong());
    }
    return new Reading.OfWhole(total, ready(), replicas);
  }

  private Reading reading(MetricSpec metric, Map<String, Sample> samples) {
    return new Reading.OfPods(
        pods.stream()
            .map(
                pod ->
                    new PodReading(
                        pod.name(),
                        pod.state().life(),
                        pod.state().readiness(),
                        pod.state().started(),
                        pod.requestMilli(metric.subject(), metric.container()),
                        Optional.ofNullable(samples.get(pod.name()))))
            .toList());
  }

  private static Instant at(Json value) {
    return value.text("timestamp").flatMap(Timestamps::parse).orElse(Instant.EPOCH);
  }

  private static Duration window(Json value) {
    return Duration.ofSeconds(value.number("windowSeconds").orElse(USUAL_WINDOW_SECONDS));
  }

  private static long saturated(long sum, long more) {
    long total = sum + more;
    return more > 0 && total < sum ? Long.MAX_VALUE : total;
  }
}
