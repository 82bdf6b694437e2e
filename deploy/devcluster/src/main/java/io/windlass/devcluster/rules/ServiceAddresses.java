package io.windlass.devcluster.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.windlass.devcluster.api.ApiException.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives services their addresses and the numbers that they have on nodes. A pure function over the
 * pools that it is given: if there are faults nothing has been taken; else whoever stores the
 * service gives back what it took ({@link #giveBack}) if the service is refused or deleted.
 * Stateless.
 */
public final class ServiceAddresses {
  private static final String NODE_PORT = "nodePort";
  private static final String CHECK = "healthCheckNodePort";

  private final Pool addresses;
  private final Pool nodePorts;
  private final FaultList faults = new FaultList();
  private final Set<String> takenAddresses = new HashSet<>();
  private final Set<String> takenPorts = new HashSet<>();

  private ServiceAddresses(Pool addresses, Pool nodePorts) {
    this.addresses = addresses;
    this.nodePorts = nodePorts;
  }

  /** Values that are handed out once. Implementations are thread-safe. */
  public interface Pool {
    /** A value that nobody has. */
    String next();

    /** Takes this value; false if somebody has it or if it is none of the pool's. */
    boolean take(String value);

    /** Gives a value back; without effect for one that is not taken. */
    void release(String value);
  }

  /** Assigns what a new service needs; the faults are values that it asked for and cannot have. */
  public static List<Cause> assign(ObjectNode service, Pool addresses, Pool nodePorts) {
    return new ServiceAddresses(addresses, nodePorts).assign(service.withObjectProperty("spec"));
  }

  /** Carries over what a service has when an update leaves it out, and assigns what is new. */
  public static List<Cause> reassign(
      ObjectNode service, ObjectNode before, Pool addresses, Pool nodePorts) {
    return new ServiceAddresses(addresses, nodePorts)
        .reassign(service.withObjectProperty("spec"), before.path("spec"));
  }

  /** Takes everything that a service has already. */
  public static void take(JsonNode service, Pool addresses, Pool nodePorts) {
    addresses(service.path("spec")).forEach(addresses::take);
    ports(service.path("spec")).forEach(nodePorts::take);
  }

  /** Gives back what a service has and another state of it has not. */
  public static void giveBack(JsonNode service, JsonNode other, Pool addresses, Pool nodePorts) {
    JsonNode spec = service.path("spec");
    JsonNode kept = other.path("spec");
    Set<String> free = new HashSet<>(addresses(spec));
    free.removeAll(addresses(kept));
    free.forEach(addresses::release);
    Set<String> open = ports(spec);
    open.removeAll(ports(kept));
    open.forEach(nodePorts::release);
  }

  private static List<String> addresses(JsonNode spec) {
    return At.root(spec.path("clusterIPs")).texts();
  }

  private static Set<String> ports(JsonNode spec) {
    Set<String> ports = new HashSet<>();
    ServiceChanges.nodePorts(spec).forEach(number -> ports.add(Integer.toString(number)));
    ports.add(spec.path(CHECK).asText());
    return ports;
  }

  private List<Cause> assign(ObjectNode spec) {
    JsonNode nothing = MissingNode.getInstance();
    ServiceChanges.inStep(spec, nothing);
    ServiceFamilies.settle(spec, nothing, faults);
    if (faults.isEmpty() && !ServiceKinds.isExternalName(spec)) {
      address(spec);
    }
    if (faults.isEmpty() && ServiceKinds.usesNodePorts(spec)) {
      newNodePorts(spec);
    }
    if (faults.isEmpty() && ServiceKinds.isHealthChecked(spec)) {
      healthCheck(spec);
    }
    return outcome();
  }

  private List<Cause> reassign(ObjectNode spec, JsonNode before) {
    ServiceChanges.keep(spec, before);
    ServiceFamilies.settle(spec, before, faults);
    if (faults.isEmpty()
        && ServiceKinds.isExternalName(before)
        && !ServiceKinds.isExternalName(spec)) {
      address(spec);
    }
    if (faults.isEmpty() && ServiceKinds.usesNodePorts(spec)) {
      changedNodePorts(spec, before);
    }
    boolean checked = ServiceKinds.isHealthChecked(before);
    if (faults.isEmpty() && !checked && ServiceKinds.isHealthChecked(spec)) {
      healthCheck(spec);
    }
    return outcome();
  }

  private List<Cause> outcome() {
    if (!faults.isEmpty()) {
      takenAddresses.forEach(addresses::release);
      takenPorts.forEach(nodePorts::release);
    }
    return faults.causes();
  }

  private void address(ObjectNode spec) {
    At list = new At(spec.path("clusterIPs"), "spec.clusterIPs");
    if (ServiceKinds.isHeadless(spec)) {
      return;
    }
    String wanted = list.texts().stream().findFirst().orElse("");
    if (wanted.isEmpty()) {
      wanted = addresses.next();
      spec.put("clusterIP", wanted).putArray("clusterIPs").add(wanted);
    } else if (!addresses.take(wanted)) {
      String words =
          "failed to allocate IP %s: provided IP is already allocated or out of range"
              .formatted(wanted);
      faults.invalidShown(list, "[]string{\"%s\"}".formatted(wanted), words);
      return;
    }
    takenAddresses.add(wanted);
  }

  /** Ports of one number that differ in their protocol share a number on the nodes. */
  private void newNodePorts(ObjectNode spec) {
    Map<Integer, Integer> byPort = new HashMap<>();
    for (At at : new At(spec, "spec").field("ports").elements()) {
      ObjectNode port = (ObjectNode) at.value();
      int number = port.path("port").asInt();
      int wanted = port.path(NODE_PORT).asInt();
      if (wanted == 0 && !ServiceKinds.getsNodePorts(spec)) {
        continue;
      }
      int shared = byPort.getOrDefault(number, 0);
      if (shared == 0) {
        int asked = asked(spec, number);
        shared = asked == 0 ? nextPort() : taken(at, asked);
        byPort.put(number, shared);
        port.put(NODE_PORT, shared);
      } else if (wanted == 0) {
        port.put(NODE_PORT, shared);
      } else if (wanted != shared) {
        taken(at, wanted);
      }
    }
  }

  private static int asked(JsonNode spec, int number) {
    for (JsonNode port : spec.path("ports")) {
      if (port.path("port").asInt() == number && port.path(NODE_PORT).asInt() != 0) {
        return port.path(NODE_PORT).asInt();
      }
    }
    return 0;
  }

  private void changedNodePorts(ObjectNode spec, JsonNode before) {
    Set<Integer> had = ServiceChanges.nodePorts(before);
    for (At at : new At(spec, "spec").field("ports").elements()) {
      ObjectNode port = (ObjectNode) at.value();
      int wanted = port.path(NODE_PORT).asInt();
      boolean ours = had.contains(wanted) || takenPorts.contains(Integer.toString(wanted));
      if (wanted == 0 && ServiceKinds.getsNodePorts(spec)) {
        port.put(NODE_PORT, nextPort());
      } else if (wanted != 0 && !ours) {
        taken(at, wanted);
      }
    }
  }

  private void healthCheck(ObjectNode spec) {
    int wanted = spec.path(CHECK).asInt();
    if (wanted == 0) {
      spec.put(CHECK, nextPort());
    } else {
      take(new At(spec.path(CHECK), "spec." + CHECK), wanted);
    }
  }

  private int nextPort() {
    String next = nodePorts.next();
    takenPorts.add(next);
    return Integer.parseInt(next);
  }

  private int taken(At port, int wanted) {
    take(port.field(NODE_PORT), wanted);
    return wanted;
  }

  private void take(At at, int wanted) {
    String number = Integer.toString(wanted);
    if (nodePorts.take(number)) {
      takenPorts.add(number);
    } else {
      faults.invalidShown(at, number, "provided port is already allocated");
    }
  }
}
