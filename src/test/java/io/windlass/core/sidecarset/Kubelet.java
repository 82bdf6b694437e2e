package io.windlass.core.sidecarset;

import io.windlass.core.model.Condition;
import io.windlass.core.model.Json;
import io.windlass.core.model.ObjectMeta;
import io.windlass.core.model.PodView;
import io.windlass.core.testing.Pods;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What API server and kubelet make of a pod. An image whose name begins with {@code bad} never
 * starts.
 */
final class Kubelet {
  private Kubelet() {}

  /** The pod after a strategic merge patch, of what controllers write. */
  static PodView patched(PodView pod, Json body) {
    Map<String, String> annotations = new HashMap<>(pod.meta().annotations());
    annotations.putAll(Sets.texts(body.object("metadata", "annotations")));
    Map<String, String> images = new HashMap<>();
    body.items("spec", "containers")
        .forEach(
            one -> images.put(one.text("name").orElseThrow(), one.text("image").orElseThrow()));
    List<PodView.Container> containers =
        pod.containers().stream()
            .map(
                one ->
                    new PodView.Container(one.name(), images.getOrDefault(one.name(), one.image())))
            .toList();
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    for (Json condition : body.items("status", "conditions")) {
      String type = condition.text("type").orElseThrow();
      conditions.put(
          type,
          new Condition(
              type,
              Condition.Status.of(condition.text("status").orElse("")),
              Optional.of(Pods.BIRTH),
              condition.text("reason").orElse(""),
              condition.text("message").orElse("")));
    }
    return with(pod, annotations, containers, conditions, pod.status().containers());
  }

  /** The pod when its kubelet has started what the spec says. */
  static PodView sync(PodView pod) {
    List<PodView.ContainerStatus> statuses = new ArrayList<>();
    for (PodView.Container container : pod.containers()) {
      PodView.ContainerStatus before = pod.containerStatus(container.name()).orElseThrow();
      statuses.add(started(container, before));
    }
    boolean ready = statuses.stream().allMatch(PodView.ContainerStatus::ready);
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    Condition.Status status = ready ? Condition.Status.TRUE : Condition.Status.FALSE;
    conditions.put("Ready", new Condition("Ready", status, Optional.of(Pods.BIRTH), "", ""));
    return with(
        pod, new HashMap<>(pod.meta().annotations()), pod.containers(), conditions, statuses);
  }

  /** The pod with a container in a state of readiness, and itself in another. */
  static PodView with(PodView pod, String container, boolean ready, Condition.Status whole) {
    List<PodView.ContainerStatus> statuses = new ArrayList<>();
    for (PodView.ContainerStatus status : pod.status().containers()) {
      statuses.add(
          new PodView.ContainerStatus(
              status.name(),
              status.image(),
              status.imageId(),
              status.containerId(),
              status.name().equals(container) ? ready : status.ready(),
              status.restarts()));
    }
    Map<String, Condition> conditions = new HashMap<>(pod.status().conditions());
    conditions.put("Ready", new Condition("Ready", whole, Optional.of(Pods.BIRTH), "", ""));
    return with(
        pod, new HashMap<>(pod.meta().annotations()), pod.containers(), conditions, statuses);
  }

  private static PodView.ContainerStatus started(
      PodView.Container container, PodView.ContainerStatus before) {
    if (container.image().startsWith("bad")) {
      return new PodView.ContainerStatus(
          before.name(), before.image(), before.imageId(), "", false, before.restarts());
    }
    boolean changes = !container.image().equals(before.image());
    return new PodView.ContainerStatus(
        before.name(),
        container.image(),
        Pods.imageId(container.image()),
        "cid",
        true,
        before.restarts() + (changes ? 1 : 0));
  }

  private static PodView with(
      PodView pod,
      Map<String, String> annotations,
      List<PodView.Container> containers,
      Map<String, Condition> conditions,
      List<PodView.ContainerStatus> statuses) {
    ObjectMeta old = pod.meta();
    ObjectMeta meta =
        new ObjectMeta(
            old.key(),
            old.uid(),
            old.version(),
            old.generation(),
            old.labels(),
            annotations,
            old.controller(),
            old.createdAt(),
            old.deletedAt(),
            old.finalizers());
    return new PodView(
        meta,
        pod.nodeName(),
        containers,
        pod.initContainers(),
        pod.readinessGates(),
        new PodView.Status(pod.status().phase(), pod.status().podIp(), conditions, statuses));
  }
}
