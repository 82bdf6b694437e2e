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

/**
 * Takes a pod one step further: bind, tell whether it is ready, start a container or restart it
 * with another image. Readiness is told before a new image is acted upon, which is the order that
 * is hardest for a controller.
 *
 * @param spec the containers of the pod when the kubelet last looked
 */
record SimulatedKubelet(List<PodView.Container> spec, long version, Instant now) {

  /** The pod after its next step; empty if there is nothing to do. */
  Optional<PodView> step(PodView pod) {
    if (!pod.isScheduled()) {
      PodView.Status status = pod.status();
      return Optional.of(
          with(pod, "node-1", status.phase(), status.containers(), Map.of("PodScheduled", true)));
    }
    boolean started = !pod.status().containers().isEmpty();
    boolean ready = containersReady(pod) && pod.readinessGates().stream().allMatch(pod::hasTrue);
    if (started && ready != pod.isReady()) {
      return Optional.of(running(pod, pod.status().containers()));
    }
    return spec.stream()
        .filter(wanted -> !runs(pod, wanted))
        .findFirst()
        .map(wanted -> restart(pod, wanted))
        .or(() -> containersReady(pod) ? Optional.empty() : Optional.of(settle(pod)));
  }

  private static boolean runs(PodView pod, PodView.Container wanted) {
    return pod.containerStatus(wanted.name())
        .map(status -> status.image().equals(wanted.image()))
        .orElse(false);
  }

  private static boolean containersReady(PodView pod) {
    return pod.status().containers().stream().allMatch(status -> status.ready());
  }

  private PodView settle(PodView pod) {
    return running(
        pod,
        pod.status().containers().stream()
            .map(status -> status(status.name(), status.image(), true, status.restarts()))
            .toList());
  }

  /** A container stops answering for a while. */
  PodView sick(PodView pod) {
    return running(
        pod,
        pod.status().containers().stream()
            .map(status -> status(status.name(), status.image(), false, status.restarts()))
            .toList());
  }

  private PodView restart(PodView pod, PodView.Container container) {
    List<PodView.ContainerStatus> all = new ArrayList<>(pod.status().containers());
    int restarts = pod.containerStatus(container.name()).map(s -> s.restarts() + 1).orElse(0);
    all.removeIf(status -> status.name().equals(container.name()));
    all.add(status(container.name(), container.image(), false, restarts));
    return running(pod, all);
  }

  private static PodView.ContainerStatus status(
      String name, String image, boolean ready, int restarts) {
    return new PodView.ContainerStatus(name, image, Pods.imageId(image), "cid", ready, restarts);
  }

  private PodView running(PodView pod, List<PodView.ContainerStatus> containers) {
    boolean ready = containers.stream().allMatch(status -> status.ready());
    return with(
        pod,
        pod.nodeName(),
        PodView.Phase.RUNNING,
        containers,
        Map.of(
            "ContainersReady",
            ready,
            "Ready",
            ready && pod.readinessGates().stream().allMatch(pod::hasTrue)));
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
