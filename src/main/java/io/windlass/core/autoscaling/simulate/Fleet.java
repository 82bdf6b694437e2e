package io.windlass.core.autoscaling.simulate;

import io.windlass.core.autoscaling.metric.MetricSpec;
import io.windlass.core.autoscaling.metric.PodReading;
import io.windlass.core.autoscaling.metric.PodReading.Life;
import io.windlass.core.autoscaling.metric.PodReading.Readiness;
import io.windlass.core.autoscaling.metric.PodReading.Sample;
import io.windlass.core.autoscaling.metric.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The pods of a simulated workload, by the instant at which each is ready, oldest first. */
record Fleet(List<Instant> readyAt) {
  Fleet {
    readyAt = List.copyOf(readyAt);
  }

  static Fleet of(long replicas, Instant ready) {
    return new Fleet(List.of()).scaled(replicas, ready);
  }

  Fleet scaled(long replicas, Instant ready) {
    List<Instant> pods =
        new ArrayList<>(readyAt.subList(0, (int) Math.min(replicas, readyAt.size())));
    while (pods.size() < replicas) {
      pods.add(ready);
    }
    return new Fleet(pods);
  }

  long size() {
    return readyAt.size();
  }

  private long ready(Instant now) {
    return readyAt.stream().filter(at -> !at.isAfter(now)).count();
  }

  /** What would be read of a metric under a load. */
  Reading reading(MetricSpec metric, OptionalLong milli, long requestMilli, Instant now) {
    if (milli.isEmpty()) {
      return new Reading.Unavailable("no sample at " + now);
    }
    long ready = ready(now);
    if (!metric.needsPods()) {
      return new Reading.OfWhole(milli.getAsLong(), ready, size());
    }
    List<PodReading> pods = new ArrayList<>();
    for (Instant at : readyAt) {
      long nth = pods.size();
      Optional<Sample> sample =
          at.isAfter(now)
              ? Optional.empty()
              : Optional.of(new Sample(share(milli.getAsLong(), ready, nth), now, Duration.ZERO));
      pods.add(
          new PodReading(
              "pod-" + nth,
              at.isAfter(now) ? Life.PENDING : Life.RUNNING,
              Optional.of(new Readiness(!at.isAfter(now), at)),
              Optional.of(at),
              OptionalLong.of(requestMilli),
              sample));
    }
    return new Reading.OfPods(pods);
  }

  // The first pods bear what cannot be shared evenly, so that nothing is lost.
  private static long share(long milli, long pods, long nth) {
    return milli / pods + (nth < milli % pods ? 1 : 0);
  }
}
