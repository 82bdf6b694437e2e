package io.windlass.devcluster.sim.node;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.sim.object.Timestamps;
import java.time.Instant;

/** What the n-th simulated node looks like when it registers. Pure. */
final class NodeBlueprint {
  private static final int ZONES = 3;
  private static final String KUBELET_VERSION = "v1.32.10";

  private final int index;

  NodeBlueprint(int index) {
    this.index = index;
  }

  String name() {
    return "node-" + index;
  }

  /** Out of 10.1.0.0/16, which no pod address is in. */
  String address() {
    return "10.1.%d.%d".formatted(index / 250, index % 250 + 1);
  }

  ObjectNode node(NodeCapacity capacity, Instant now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("apiVersion", "v1").put("kind", "Node");
    ObjectNode meta = node.putObject("metadata").put("name", name());
    meta.putObject("labels")
        .put("beta.kubernetes.io/arch", "amd64")
        .put("beta.kubernetes.io/os", "linux")
        .put("kubernetes.io/arch", "amd64")
        .put("kubernetes.io/hostname", name())
        .put("kubernetes.io/os", "linux")
        .put("topology.kubernetes.io/zone", "zone-" + index % ZONES);
    node.putObject("spec");
    node.set("status", status(capacity, now));
    return node;
  }

  /** {@code status} of a healthy node. */
  ObjectNode status(NodeCapacity capacity, Instant now) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    for (String list : new String[] {"capacity", "allocatable"}) {
      status
          .putObject(list)
          .put("cpu", capacity.cpu())
          .put("ephemeral-storage", capacity.storage())
          .put("memory", capacity.memory())
          .put("pods", capacity.pods());
    }
    status.putArray("addresses").addObject().put("type", "InternalIP").put("address", address());
    status.withArray("addresses").addObject().put("type", "Hostname").put("address", name());
    conditions(status, Timestamps.text(now));
    status
        .putObject("nodeInfo")
        .put("architecture", "amd64")
        .put("bootID", "")
        .put("containerRuntimeVersion", "containerd://2.0.0")
        .put("kernelVersion", "simulated")
        .put("kubeProxyVersion", "")
        .put("kubeletVersion", KUBELET_VERSION)
        .put("machineID", "")
        .put("operatingSystem", "linux")
        .put("osImage", "Windlass devcluster")
        .put("systemUUID", "");
    return status;
  }

  private static void conditions(ObjectNode status, String now) {
    status.putArray("conditions");
    condition(status, now, "MemoryPressure", "KubeletHasSufficientMemory");
    condition(status, now, "DiskPressure", "KubeletHasNoDiskPressure");
    condition(status, now, "PIDPressure", "KubeletHasSufficientPID");
    condition(status, now, "Ready", "KubeletReady");
  }

  private static void condition(ObjectNode status, String now, String type, String reason) {
    status
        .withArray("conditions")
        .addObject()
        .put("type", type)
        .put("status", type.equals("Ready") ? "True" : "False")
        .put("lastHeartbeatTime", now)
        .put("lastTransitionTime", now)
        .put("reason", reason)
        .put("message", type.equals("Ready") ? "kubelet is posting ready status" : "");
  }
}
