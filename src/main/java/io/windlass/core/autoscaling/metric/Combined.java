package io.windlass.core.autoscaling.metric;

import io.windlass.core.autoscaling.metric.Proposal.Asks;
import io.windlass.core.autoscaling.metric.Proposal.Fails;
import java.util.List;
import java.util.Optional;

/** What all metrics together ask for. */
public sealed interface Combined {
  /** There are no metrics. */
  record Nothing() implements Combined {}

  /**
   * The largest proposal.
   *
   * @param failed a metric that failed nevertheless
   */
  record Largest(Asks asked, Optional<Fails> failed) implements Combined {}

  /** Too little is known to go down. */
  record Hold(Fails failed) implements Combined {}

  /**
   * The largest proposal counts; with a failure among them only if it does not lower the count.
   *
   * @param current {@code spec.replicas} of the scale
   */
  static Combined of(List<Proposal> proposals, long current) {
    Optional<Fails> failed = Optional.empty();
    Optional<Asks> largest = Optional.empty();
    for (Proposal proposal : proposals) {
      switch (proposal) {
        case Fails fails -> failed = failed.isPresent() ? failed : Optional.of(fails);
        case Asks asks ->
            largest =
                largest.filter(best -> best.replicas() >= asks.replicas()).isPresent()
                    ? largest
                    : Optional.of(asks);
      }
    }
    if (failed.isPresent() && largest.filter(it -> it.replicas() >= current).isEmpty()) {
      return new Hold(failed.get());
    }
    Optional<Fails> also = failed;
    return largest.<Combined>map(asks -> new Largest(asks, also)).orElseGet(Nothing::new);
  }
}
