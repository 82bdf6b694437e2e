package io.windlass.devcluster.sim.kubelet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.kubelet.PodManifest.Container;
import io.windlass.devcluster.sim.kubelet.PodManifest.Role;
import io.windlass.devcluster.sim.object.Meta;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The part of {@code status} that is the kubelet's, as it should read at one moment. Pure; what
 * others wrote there is left to {@link StatusMerge}.
 */
final class PodStatus {
  private final PodManifest pod;
  private final PodRun run;
  private final Rules rules;
  private final Instant now;

  PodStatus(PodManifest pod, PodRun run, Rules rules, Instant now) {
    this.pod = pod;
    this.run = run;
    this.rules = rules;
    this.now = now;
  }

  /**
   * Renders it.
   *
   * @param others the status of each condition that the pod has now, by type: readiness gates count
   */
  ObjectNode render(Map<String, String> others) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    Phase phase = phase();
    status.put("phase", phase.word());
    status.put("startTime", Timestamps.text(run.began()));
    status.put("hostIP", run.addresses().host());
    status.putArray("hostIPs").addObject().put("ip", run.addresses().host());
    status.put("podIP", run.addresses().pod());
    status.putArray("podIPs").addObject().put("ip", run.addresses().pod());
    status.set("conditions", new PodConditions(pod, phase, this::isReady, this::isUp).all(others));
    if (pod.containers().stream().anyMatch(c -> c.role() != Role.MAIN)) {
      status.set("initContainerStatuses", statuses(c -> c.role() != Role.MAIN));
    }
    status.set("containerStatuses", statuses(c -> c.role() == Role.MAIN));
    return status;
  }

  /** {@code name_namespace(uid)}, as kubelets name pods in messages. */
  static String fullName(PodManifest pod) {
    Meta meta = pod.meta();
    return "%s_%s(%s)".formatted(meta.key().name(), meta.key().namespace(), meta.uid());
  }

  /** {@code status.phase}. */
  enum Phase {
    PENDING("Pending"),
    RUNNING("Running"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private boolean isReady(Container c) {
    return rules.isReady(c, run.container(c.name()), now);
  }

  private boolean isUp(Container c) {
    return rules.isInitialized(c, run.container(c.name()));
  }

  private Phase phase() {
    List<Container> main = pod.containers(Role.MAIN);
    if (PodStep.isFinished(pod, run)) {
      boolean failed =
          pod.containers().stream()
              .filter(c -> c.role() != Role.SIDECAR)
              .anyMatch(c -> Rules.hasFailed(run.container(c.name())));
      return failed ? Phase.FAILED : Phase.SUCCEEDED;
    }
    boolean started = main.stream().allMatch(c -> run.container(c.name()).starts() > 0);
    return started && pod.containers().stream().allMatch(this::isUp)
        ? Phase.RUNNING
        : Phase.PENDING;
  }

  private ArrayNode statuses(Predicate<Container> which) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    boolean waitsForInit = !pod.containers().stream().allMatch(this::isUp);
    String idle = waitsForInit ? "PodInitializing" : "ContainerCreating";
    for (Container c : pod.containers()) {
      if (which.test(c)) {
        ContainerStatus status = new ContainerStatus(pod, c, run.container(c.name()));
        list.add(status.render(isReady(c), idle, now));
      }
    }
    return list;
  }
}
