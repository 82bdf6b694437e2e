package io.windlass.devcluster.sim.metrics;

import io.windlass.devcluster.sim.load.Load;
import io.windlass.devcluster.sim.roster.PodFacts;
import io.windlass.devcluster.sim.roster.PodRoster;
import io.windlass.devcluster.sim.roster.PodShape;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what pods use at a moment off their curves. A pod counts from a window after its start on,
 * as nothing can be said of it before. A container uses no more CPU than its limit lets it.
 *
 * <p>Thread-safe; holds nothing. The pods of a shared load are counted once for each reading.
 */
public final class UsageMeter {
  /** Over how long a usage is said to be measured. */
  public static final Duration WINDOW = Duration.ofSeconds(15);

  private final PodRoster roster;

  public UsageMeter(PodRoster roster) {
    this.roster = roster;
  }

  /** One reading: the moment, and how many pods bear each shared load. */
  public final class Reading {
    private final Instant now;
    private final Map<String, Long> bearers = new LinkedHashMap<>();

    private Reading(Instant now) {
      this.now = now;
    }

    /** What each container of a pod uses, by name; empty if there is no measurement yet. */
    public Optional<Map<String, Usage>> of(PodFacts pod) {
      Optional<Instant> started = pod.state().started().filter(s -> pod.isRunning());
      if (started.isEmpty() || started.get().plus(WINDOW).isAfter(now)) {
        return Optional.empty();
      }
      Map<String, Usage> usages = new LinkedHashMap<>();
      for (PodShape.Container container : pod.shape().containers()) {
        usages.put(container.name(), usage(pod, container, started.get()));
      }
      return Optional.of(usages);
    }

    private Usage usage(PodFacts pod, PodShape.Container container, Instant began) {
      Load.Use use = pod.shape().load().of(container.name());
      double cpu = use.cpu().at(now, began);
      if (use.isShared() && bears(pod)) {
        cpu += use.sharedCpu().at(now, began) / bearersBeside(pod);
      }
      double limit = container.cpuLimit().orElse(Double.MAX_VALUE);
      return new Usage(Math.min(cpu, limit), use.memory().at(now, began));
    }

    private long bearersBeside(PodFacts pod) {
      return roster
          .topOwner(pod)
          .map(owner -> bearers.computeIfAbsent(owner.uid(), uid -> count(pod)))
          .orElse(1L);
    }

    private long count(PodFacts pod) {
      return Math.max(1, roster.besides(pod).stream().filter(UsageMeter::bears).count());
    }
  }

  /** Begins a reading. Used by one thread. */
  public Reading at(Instant now) {
    return new Reading(now);
  }

  private static boolean bears(PodFacts pod) {
    return pod.isReady() && pod.isRunning() && !pod.state().deleting();
  }
}
