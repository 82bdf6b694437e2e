package io.windlass.devcluster.sim.autoscale;

import io.windlass.devcluster.sim.autoscale.MetricSpec.Target;
import io.windlass.devcluster.sim.metrics.UsageMeter;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodShape;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How many replicas one metric asks for. Pure.
 *
 * <p>Pods that are not ready, or of which nothing is measured, count against the direction of the
 * change: as idle if more pods would come, as busy if pods would go.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details">
 *     The algorithm</a>
 */
final class ReplicaMath {
  private static final double TOLERANCE = 0.1;
  private static final Duration INITIALIZATION = Duration.ofMinutes(5);
  private static final Duration INITIAL_READINESS = Duration.ofSeconds(30);

  /** A pod and what is measured of it, in thousandths of the unit, if anything is. */
  record Sample(PodFacts pod, Optional<Long> milli) {}

  /** What was measured: the average per pod, and its percentage of the requests. */
  record Measured(long averageMilli, OptionalInt utilization) {}

  /** The answer. */
  sealed interface Outcome {
    record Proposal(int replicas, Measured measured) implements Outcome {}

    record Unknown(String why) implements Outcome {}
  }

  /** What stands in the way of an answer. */
  private static final class Unanswerable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unanswerable(String why) {
      super(why, null, false, false);
    }
  }

  private record Ratio(double of, Measured measured) {}

  private final MetricSpec.Usage metric;
  private final int current;
  private final Instant now;
  private final Map<String, Long> usages = new HashMap<>();
  private final Map<String, Long> requests = new HashMap<>();
  private final Set<String> unready = new HashSet<>();
  private final Set<String> missing = new HashSet<>();

  private ReplicaMath(MetricSpec.Usage metric, int current, Instant now) {
    this.metric = metric;
    this.current = current;
    this.now = now;
  }

  /**
   * The answer for the pods of a target.
   *
   * @param current how many replicas the target asks for now
   */
  static Outcome propose(MetricSpec.Usage metric, List<Sample> samples, int current, Instant now) {
    try {
      ReplicaMath math = new ReplicaMath(metric, current, now);
      math.sort(samples);
      return math.answer();
    } catch (Unanswerable e) {
      return new Outcome.Unknown(String.valueOf(e.getMessage()));
    }
  }

  private void sort(List<Sample> samples) {
    if (samples.isEmpty()) {
      throw new Unanswerable("no pods returned by selector while calculating replica count");
    }
    if (samples.stream().allMatch(s -> s.milli().isEmpty())) {
      throw new Unanswerable(
          "unable to get metrics for resource %s: no metrics returned from resource metrics API"
              .formatted(metric.resource()));
    }
    for (Sample sample : samples) {
      PodFacts pod = sample.pod();
      String name = pod.key().name();
      boolean ignored = pod.state().deleting() || pod.state().phase().equals("Failed");
      if (ignored) {
        continue;
      }
      if (pod.state().phase().equals("Pending") || pod.state().phase().isEmpty()) {
        unready.add(name);
      } else if (sample.milli().isEmpty()) {
        missing.add(name);
      } else if (metric.resource().equals("cpu") && isUnready(pod)) {
        unready.add(name);
      } else {
        usages.put(name, sample.milli().get());
      }
    }
    if (usages.isEmpty()) {
      throw new Unanswerable("did not receive metrics for targeted pods (pods might be unready)");
    }
    if (metric.target() instanceof Target.Utilization) {
      samples.forEach(sample -> requests.put(sample.pod().key().name(), request(sample.pod())));
    }
  }

  private boolean isUnready(PodFacts pod) {
    PodFacts.Readiness ready = pod.state().ready();
    Optional<Instant> started = pod.state().started();
    if (!ready.stated() || started.isEmpty()) {
      return true;
    }
    Instant since = ready.since().orElse(Instant.EPOCH);
    if (started.get().plus(INITIALIZATION).isAfter(now)) {
      return !ready.holds() || now.isBefore(since.plus(UsageMeter.WINDOW));
    }
    return !ready.holds() && started.get().plus(INITIAL_READINESS).isAfter(since);
  }

  private long request(PodFacts pod) {
    long sum = 0;
    for (PodShape.Container container : pod.shape().containers()) {
      if (metric.container().isEmpty() || metric.container().get().equals(container.name())) {
        Long request = container.requests().get(metric.resource());
        if (request == null) {
          throw new Unanswerable(
              "missing request for %s in container %s of Pod %s"
                  .formatted(metric.resource(), container.name(), pod.key().name()));
        }
        sum += request;
      }
    }
    return sum;
  }

  private Outcome answer() {
    Ratio first = ratio();
    boolean grows = first.of() > 1;
    int ready = usages.size();
    boolean unreadyCount = !unready.isEmpty() && grows;
    if (!unreadyCount && missing.isEmpty()) {
      return proposal(isClose(first.of()) ? current : ceil(first.of() * ready), first);
    }
    if (grows) {
      missing.forEach(name -> usages.put(name, 0L));
    } else if (first.of() < 1) {
      missing.forEach(name -> usages.put(name, fallback(name)));
    }
    if (unreadyCount) {
      unready.forEach(name -> usages.put(name, 0L));
    }
    return proposal(cautious(first.of(), ratio().of()), first);
  }

  // Never in the direction that only the assumptions point to.
  private int cautious(double first, double assumed) {
    boolean turns = (first < 1 && assumed > 1) || (first > 1 && assumed < 1);
    if (isClose(assumed) || turns) {
      return current;
    }
    int replicas = ceil(assumed * usages.size());
    boolean contradicts =
        (assumed < 1 && replicas > current) || (assumed > 1 && replicas < current);
    return contradicts ? current : replicas;
  }

  private long fallback(String name) {
    return switch (metric.target()) {
      case Target.Utilization(int percent) ->
          requests.getOrDefault(name, 0L) * Math.max(100, percent) / 100;
      case Target.Average(long milli) -> milli;
    };
  }

  private Ratio ratio() {
    long total = usages.values().stream().mapToLong(Long::longValue).sum();
    long average = total / usages.size();
    return switch (metric.target()) {
      case Target.Average(long milli) ->
          new Ratio((double) average / milli, new Measured(average, OptionalInt.empty()));
      case Target.Utilization(int percent) -> {
        long requested =
            usages.keySet().stream().mapToLong(n -> requests.getOrDefault(n, 0L)).sum();
        if (requested == 0) {
          throw new Unanswerable("no metrics returned matched known pods");
        }
        int utilization = (int) (total * 100 / requested);
        Measured measured = new Measured(average, OptionalInt.of(utilization));
        yield new Ratio((double) utilization / percent, measured);
      }
    };
  }

  private static boolean isClose(double ratio) {
    return Math.abs(1 - ratio) <= TOLERANCE;
  }

  private static int ceil(double replicas) {
    return (int) Math.ceil(replicas);
  }

  private static Outcome proposal(int replicas, Ratio ratio) {
    return new Outcome.Proposal(replicas, ratio.measured());
  }
}
