package io.windlass.controllers.adapter.wire;

import io.windlass.core.model.Condition;
import io.windlass.core.model.PodView;
import io.windlass.core.model.PodView.Container;
import io.windlass.core.model.PodView.ContainerStatus;
import io.windlass.core.model.PodView.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A pod as it is read, from either encoding. One thread. */
final class PodDraft {
  final MetaDraft meta = new MetaDraft();
  final List<Container> containers = new ArrayList<>(2);
  final List<Container> initContainers = new ArrayList<>(0);
  final List<String> readinessGates = new ArrayList<>(1);
  String nodeName = "";
  String podIp = "";
  Phase phase = Phase.PENDING;

  private final Map<String, Condition> conditions = new HashMap<>();
  private final List<ContainerStatus> statuses = new ArrayList<>(2);

  void phase(String text) {
    phase =
        switch (text) {
          case "Pending", "" -> Phase.PENDING;
          case "Running" -> Phase.RUNNING;
          case "Succeeded" -> Phase.SUCCEEDED;
          case "Failed" -> Phase.FAILED;
          default -> Phase.UNKNOWN;
        };
  }

  void condition(ConditionDraft condition) {
    conditions.put(
        condition.type,
        new Condition(
            condition.type,
            Condition.Status.of(condition.status),
            condition.transition.equals(Instant.MIN)
                ? Optional.empty()
                : Optional.of(condition.transition),
            condition.reason,
            condition.message));
  }

  void status(StatusDraft status) {
    statuses.add(
        new ContainerStatus(
            status.name,
            status.image,
            status.imageId,
            status.containerId,
            status.isReady,
            status.restarts,
            status.resources));
  }

  PodView view(Sharing sharing) throws BrokenDocument {
    return new PodView(
        meta.meta(),
        nodeName,
        shared(containers, sharing),
        shared(initContainers, sharing),
        readinessGates,
        new PodView.Status(phase, podIp, conditions, statuses));
  }

  private static List<Container> shared(List<Container> containers, Sharing sharing) {
    return containers.isEmpty() ? List.of() : sharing.containers().shared(List.copyOf(containers));
  }

  /** One condition. */
  static final class ConditionDraft {
    String type = "";
    String status = "";
    Instant transition = Instant.MIN;
    String reason = "";
    String message = "";
  }

  /** What the kubelet says of one container. */
  static final class StatusDraft {
    String name = "";
    String image = "";
    String imageId = "";
    String containerId = "";
    boolean isReady;
    int restarts;
    String resources = "";
  }
}
