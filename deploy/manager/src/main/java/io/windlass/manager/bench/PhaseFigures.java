package io.windlass.manager.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one phase cost.
 *
 * @param seconds from the change of the CloneSet until its status said that all pods were done
 * @param requests of the manager in the whole phase that count for pods, by verb and resource;
 *     empty if the server does not count
 * @param beside its other requests
 * @param cpuSeconds of the manager's process; empty if it is unknown
 * @param residentBytes the most that was seen
 * @param curve pods done over time, for a plot
 */
public record PhaseFigures(
    Phase phase,
    int pods,
    double seconds,
    Optional<Map<String, Long>> requests,
    Optional<Map<String, Long>> beside,
    Optional<Double> cpuSeconds,
    Optional<Long> residentBytes,
    List<Point> curve) {
  /** So many pods were done after so many seconds. */
  public record Point(double seconds, int done) {}

  public PhaseFigures {
    requests = requests.map(PhaseFigures::sorted);
    beside = beside.map(PhaseFigures::sorted);
    curve = List.copyOf(curve);
  }

  private static Map<String, Long> sorted(Map<String, Long> counts) {
    return Collections.unmodifiableMap(new TreeMap<>(counts));
  }

  public double podsPerSecond() {
    return pods / Math.max(seconds, 1e-3);
  }

  public Optional<Double> requestsPerPod() {
    return requests.map(
        counts -> counts.values().stream().mapToLong(Long::longValue).sum() / (double) pods);
  }

  public Optional<Double> cpuMillisPerPod() {
    return cpuSeconds.map(cpu -> cpu * 1e3 / pods);
  }
}
