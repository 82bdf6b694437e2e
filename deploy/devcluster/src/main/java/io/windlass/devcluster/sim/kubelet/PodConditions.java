package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.kubelet.PodManifest.Role;
import io.windlass.devcluster.sim.kubelet.PodStatus.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The conditions of a pod that are the kubelet's, without their times. Pure. The rules are those of
 * the kubelet's status generation and of KEP-580 (readiness gates).
 *
 * @param ready whether a container is ready
 * @param up whether an init container or sidecar lets those after it start
 */
record PodConditions(
    PodManifest pod, Phase phase, Predicate<Container> ready, Predicate<Container> up) {

  /** A verdict: why something is not so, or empty if it is. */
  private record Lack(String reason, String message) {}

  ArrayNode all(Map<String, String> others) {
    boolean over = phase == Phase.SUCCEEDED || phase == Phase.FAILED;
    Optional<Lack> containers = containersLack();
    Optional<Lack> whole = containers.or(() -> gatesLack(others));
    ArrayNode conditions = JsonNodeFactory.instance.arrayNode();
    conditions.add(condition("PodReadyToStartContainers", !over));
    conditions.add(initialized());
    conditions.add(condition("Ready", whole));
    conditions.add(condition("ContainersReady", containers));
    conditions.add(condition("PodScheduled", true));
    return conditions;
  }

  private ObjectNode initialized() {
    if (phase == Phase.SUCCEEDED) {
      return condition("Initialized", true).put("reason", "PodCompleted");
    }
    List<String> missing = names(up.negate());
    return condition(
        "Initialized",
        missing.isEmpty()
            ? Optional.empty()
            : lack("ContainersNotInitialized", "containers with incomplete status: ", missing));
  }

  private Optional<Lack> containersLack() {
    return switch (phase) {
      case SUCCEEDED -> Optional.of(new Lack("PodCompleted", ""));
      case FAILED -> Optional.of(new Lack("PodFailed", ""));
      case PENDING, RUNNING -> {
        List<String> unready = names(ready.negate().and(c -> c.role() != Role.INIT));
        yield unready.isEmpty()
            ? Optional.empty()
            : lack("ContainersNotReady", "containers with unready status: ", unready);
      }
    };
  }

  private Optional<Lack> gatesLack(Map<String, String> others) {
    List<String> faults = new ArrayList<>();
    for (String gate : pod.gates()) {
      String status = others.get(gate);
      if (status == null) {
        faults.add(
            "corresponding condition of pod readiness gate \"%s\" does not exist.".formatted(gate));
      } else if (!status.equals("True")) {
        faults.add(
            "the status of pod readiness gate \"%s\" is not \"True\", but %s"
                .formatted(gate, status));
      }
    }
    return faults.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lack("ReadinessGatesNotReady", String.join(", ", faults)));
  }

  private List<String> names(Predicate<Container> which) {
    return pod.containers().stream().filter(which).map(Container::name).toList();
  }

  private static Optional<Lack> lack(String reason, String words, List<String> names) {
    String list = names.stream().collect(Collectors.joining(" ", "[", "]"));
    return Optional.of(new Lack(reason, words + list));
  }

  private static ObjectNode condition(String type, Optional<Lack> lack) {
    ObjectNode condition = condition(type, lack.isEmpty());
    lack.ifPresent(
        l -> {
          condition.put("reason", l.reason());
          if (!l.message().isEmpty()) {
            condition.put("message", l.message());
          }
        });
    return condition;
  }

  private static ObjectNode condition(String type, boolean holds) {
    ObjectNode condition = JsonNodeFactory.instance.objectNode();
    return condition.put("type", type).put("status", holds ? "True" : "False");
  }
}
