package io.windlass.manager.demo;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Everything that a watch of one CloneSet's pods showed, in order.
 *
 * @param before the pods when the watch began
 * @param sightings each later event
 */
public record Observation(List<PodSight> before, List<Sighting> sightings) {
  /** One event. */
  public sealed interface Sighting {
    /** A pod appeared or changed. */
    record Seen(PodSight pod) implements Sighting {}

    /** A pod is no more. */
    record Gone(String uid) implements Sighting {}
  }

  public Observation {
    before = List.copyOf(before);
    sightings = List.copyOf(sightings);
  }

  /** The pods as the last event left them, in order of appearance. */
  public Collection<PodSight> after() {
    Map<String, PodSight> pods = start();
    sightings.forEach(sighting -> apply(sighting, pods));
    return List.copyOf(pods.values());
  }

  /** The largest number, by a count of the pods that are there, after any event. */
  public int most(ToIntFunction<Collection<PodSight>> count) {
    Map<String, PodSight> pods = start();
    int most = count.applyAsInt(pods.values());
    for (Sighting sighting : sightings) {
      apply(sighting, pods);
      most = Math.max(most, count.applyAsInt(pods.values()));
    }
    return most;
  }

  /** The largest number of pods that were missing or not ready after any event. */
  public int worstNotReady(int replicas) {
    Map<String, PodSight> pods = start();
    int worst = notReady(pods, replicas);
    for (Sighting sighting : sightings) {
      apply(sighting, pods);
      worst = Math.max(worst, notReady(pods, replicas));
    }
    return worst;
  }

  /** The smallest number of pods that existed after any event. */
  public int fewestPods() {
    Map<String, PodSight> pods = start();
    int fewest = pods.size();
    for (Sighting sighting : sightings) {
      apply(sighting, pods);
      fewest = Math.min(fewest, pods.size());
    }
    return fewest;
  }

  /** The largest number of pods that existed after any event. */
  public int mostPods() {
    Map<String, PodSight> pods = start();
    int most = pods.size();
    for (Sighting sighting : sightings) {
      apply(sighting, pods);
      most = Math.max(most, pods.size());
    }
    return most;
  }

  /** Uids of pods that were not there when the watch began. */
  public Set<String> newcomers() {
    Set<String> known = start().keySet();
    return sightings.stream()
        .filter(Sighting.Seen.class::isInstance)
        .map(seen -> ((Sighting.Seen) seen).pod().uid())
        .filter(uid -> !known.contains(uid))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Map<String, PodSight> start() {
    Map<String, PodSight> pods = new LinkedHashMap<>();
    before.forEach(pod -> pods.put(pod.uid(), pod));
    return pods;
  }

  private static void apply(Sighting sighting, Map<String, PodSight> pods) {
    switch (sighting) {
      case Sighting.Seen(PodSight pod) -> pods.put(pod.uid(), pod);
      case Sighting.Gone(String uid) -> pods.remove(uid);
    }
  }

  private static int notReady(Map<String, PodSight> pods, int replicas) {
    return replicas - (int) pods.values().stream().filter(PodSight::isReady).count();
  }
}
