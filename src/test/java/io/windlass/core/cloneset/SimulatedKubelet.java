package io.windlass.core.cloneset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a pod one step further: bind, start, restart a container with its new image. */
record SimulatedKubelet(long version, Instant now) {

  /** The pod after its next step; empty if there is nothing to do. */
  Optional<PodView> step(PodView pod) {
    if (!pod.isScheduled()) {
      return Optional.of(
          with(
              pod,
              "node-1",
              pod.status().phase(),
              pod.status().containers(),
              Map.of("PodScheduled", true)));
    }
    Optional<PodView.Container> restarted =
        pod.containers().stream()
            .filter(
                c ->
                    pod.containerStatus(c.name())
                        .map(s -> !s.image().equals(c.image()))
                        .orElse(true))
            .findFirst();
    if (restarted.isPresent()) {
      return Optional.of(restart(pod, restarted.get()));
    }
    return settle(pod);
  }

  private Optional<PodView> settle(PodView pod) {
    boolean containersReady = pod.status().containers().stream().allMatch(s -> s.ready());
    if (!containersReady) {
      List<PodView.ContainerStatus> all =
          pod.status().containers().stream()
              .map(s -> status(s.name(), s.image(), true, s.restarts()))
              .toList();
      return Optional.of(running(pod, all, true));
    }
    boolean ready = pod.readinessGates().stream().allMatch(pod::hasTrue);
    return ready == pod.isReady() && pod.hasTrue("ContainersReady")
        ? Optional.empty()
        : Optional.of(running(pod, pod.status().containers(), true));
  }

  private PodView restart(PodView pod, PodView.Container container) {
    List<PodView.ContainerStatus> all = new ArrayList<>(pod.status().containers());
    int restarts = pod.containerStatus(container.name()).map(s -> s.restarts() + 1).orElse(0);
    all.removeIf(status -> status.name().equals(container.name()));
    all.add(status(container.name(), container.image(), false, restarts));
    return running(pod, all, false);
  }

  private static PodView.ContainerStatus status(
      String name, String image, boolean ready, int restarts) {
    return new PodView.ContainerStatus(name, image, Pods.imageId(image), "cid", ready, restarts);
  }

  private PodView running(
      PodView pod, List<PodView.ContainerStatus> containers, boolean containersReady) {
    boolean ready = containersReady && pod.readinessGates().stream().allMatch(pod::hasTrue);
    return with(
        pod,
        pod.nodeName(),
        PodView.Phase.RUNNING,
        containers,
        Map.of("ContainersReady", containersReady, "Ready", ready));
  }

  private PodView with(
      PodView pod,
      String node,
      PodView.Phase phase,
      List<PodView.ContainerStatus> containers,
      Map<String, Boolean> changed) {
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    changed.forEach(
        (type, value) -> {
          if (pod.condition(type).isEmpty() || pod.hasTrue(type) != value) {
            conditions.put(
                type,
                new Condition(
                    type,
                    value ? Condition.Status.TRUE : Condition.Status.FALSE,
                    Optional.of(now),
                    "",
                    ""));
          }
        });
    return new PodView(
        newer(pod.meta()),
        node,
        pod.containers(),
        List.of(),
        pod.readinessGates(),
        new PodView.Status(phase, "10.0.0.1", conditions, containers));
  }

  private ObjectMeta newer(ObjectMeta meta) {
    return new ObjectMeta(
        meta.key(),
        meta.uid(),
        version,
        meta.generation(),
        meta.labels(),
        meta.annotations(),
        meta.controller(),
        meta.createdAt(),
        meta.deletedAt(),
        meta.finalizers());
  }
}
