package io.windlass.core.autoscaling.observe;

import io.windlass.core.model.Json;
import io.windlass.core.model.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was measured on one pod.
 *
 * @param usageMilli by container and resource
 */
public record SampleRow(
    String pod, Instant at, Duration window, Map<String, Map<String, Long>> usageMilli) {
  public SampleRow {
    usageMilli = Map.copyOf(usageMilli);
  }

  /** Reads a {@code PodMetrics}; one without a time is of the beginning of all times. */
  public static SampleRow of(Json sample) {
    Map<String, Map<String, Long>> usage = new HashMap<>();
    for (Json container : sample.items("containers")) {
      usage.put(
          container.text("name").orElse(""),
          Map.copyOf(PodRow.requests(container.object("usage"))));
    }
    return new SampleRow(
        sample.text("metadata", "name").orElse(""),
        sample.text("timestamp").flatMap(Timestamps::parse).orElse(Instant.EPOCH),
        Amounts.span(sample.text("window").orElse("")),
        usage);
  }

  /**
   * The use of a resource; empty if a container that counts was not measured.
   *
   * @param container the only one that counts, or empty for all
   */
  OptionalLong milli(String resource, Optional<String> container) {
    if (container.isPresent()) {
      Long use = usageMilli.getOrDefault(container.get(), Map.of()).get(resource);
      return use == null ? OptionalLong.empty() : OptionalLong.of(use);
    }
    long sum = 0;
    for (Map<String, Long> each : usageMilli.values()) {
      if (!each.containsKey(resource)) {
        return OptionalLong.empty();
      }
      sum += each.getOrDefault(resource, 0L);
    }
    return OptionalLong.of(sum);
  }
}
