package io.windlass.core.autoscaling.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The load over time, as a staircase: a sample holds until the next. Amounts are thousandths and
 * mean the whole workload: CPU of all pods together, all messages in a queue.
 *
 * @param samples in the order of time
 */
public record LoadCurve(List<Sample> samples) {
  public static final LoadCurve NONE = new LoadCurve(List.of());

  public LoadCurve {
    samples = List.copyOf(samples);
    for (int i = 1; i < samples.size(); i++) {
      if (!samples.get(i - 1).at().isBefore(samples.get(i).at())) {
        throw new IllegalArgumentException(
            "samples must be in the order of time, but after %s comes %s"
                .formatted(samples.get(i - 1).at(), samples.get(i).at()));
      }
    }
  }

  /** Amounts by the name of the metric. */
  public record Sample(Instant at, Map<String, Long> milli) {
    public Sample {
      milli = Map.copyOf(milli);
    }
  }

  /** The amount of a metric at an instant; empty before the first sample or for another metric. */
  public OptionalLong milli(String metric, Instant at) {
    int low = 0;
    int high = samples.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (samples.get(middle).at().isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    Long amount = low == 0 ? null : samples.get(low - 1).milli().get(metric);
    return amount == null ? OptionalLong.empty() : OptionalLong.of(amount);
  }
}
