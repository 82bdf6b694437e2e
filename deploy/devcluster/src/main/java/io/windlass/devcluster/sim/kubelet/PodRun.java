package io.windlass.devcluster.sim.kubelet;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One pod as its kubelet knows it: what its status is rendered from. Immutable.
 *
 * @param began when the kubelet first saw it
 * @param containers by name
 * @param ending when it was first seen to be ending
 */
record PodRun(
    Addresses addresses,
    Instant began,
    Map<String, ContainerRun> containers,
    Optional<Instant> ending) {

  PodRun {
    containers = Map.copyOf(containers);
  }

  /** Where the pod and its node are reached. */
  record Addresses(String host, String pod) {}

  /** A pod of which nothing has run. */
  static PodRun fresh(Addresses addresses, Instant now) {
    return new PodRun(addresses, now, Map.of(), Optional.empty());
  }

  ContainerRun container(String name) {
    return containers.getOrDefault(name, ContainerRun.NEW);
  }

  PodRun with(String name, ContainerRun run) {
    Map<String, ContainerRun> changed = new LinkedHashMap<>(containers);
    changed.put(name, run);
    return new PodRun(addresses, began, changed, ending);
  }

  PodRun withPodAddress(String ip) {
    return new PodRun(new Addresses(addresses.host(), ip), began, containers, ending);
  }

  PodRun endingAt(Instant moment) {
    return new PodRun(addresses, began, containers, Optional.of(moment));
  }
}
