package io.windlass.devcluster.sim.autoscale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an autoscaler recommended and did lately. Immutable.
 *
 * @param recommendations what metrics asked for, before any limit
 * @param changes what was done; negative where pods went
 */
record History(List<Entry> recommendations, List<Entry> changes) {
  private static final Duration KEPT = Duration.ofHours(1);

  static final History NONE = new History(List.of(), List.of());

  /** A number of replicas at a moment. */
  record Entry(int replicas, Instant at) {}

  History {
    recommendations = List.copyOf(recommendations);
    changes = List.copyOf(changes);
  }

  History recommended(int replicas, Instant now) {
    return new History(with(recommendations, replicas, now), changes);
  }

  History changed(int from, int to, Instant now) {
    return from == to ? this : new History(recommendations, with(changes, to - from, now));
  }

  /** Recommendations of the time before a moment, so long back. */
  Stream<Integer> within(Duration window, Instant now) {
    Instant cutoff = now.minus(window);
    return recommendations.stream().filter(e -> e.at().isAfter(cutoff)).map(Entry::replicas);
  }

  /** By how much replicas grew on balance in the time before a moment. */
  int grown(Duration period, Instant now) {
    Instant cutoff = now.minus(period);
    return changes.stream().filter(e -> e.at().isAfter(cutoff)).mapToInt(Entry::replicas).sum();
  }

  // An hour is the longest window and half an hour the longest period that the API allows.
  private static List<Entry> with(List<Entry> entries, int replicas, Instant now) {
    List<Entry> kept = new ArrayList<>();
    entries.stream().filter(e -> e.at().isAfter(now.minus(KEPT))).forEach(kept::add);
    kept.add(new Entry(replicas, now));
    return kept;
  }
}
